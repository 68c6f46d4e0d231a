// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.ledger.Change;
import dev.signet.store.Settings;
import dev.signet.store.Unrecorded;
import java.util.Optional;

/** Which CA issues public certificates; the stand-in is made when it is needed first. */
final class PublicIssuer {
  private static final String STAND_IN = "certificate.stand-in";
  private static final String NAME = "Signet stand-in for a public CA - trusted by nobody";

  private final Ground ground;
  private final PrivateIssuer roots;
  private final PublicProfile.Issuer issuer;

  PublicIssuer(Ground ground, PrivateIssuer roots, PublicProfile.Issuer issuer) {
    this.ground = ground;
    this.roots = roots;
    this.issuer = issuer;
  }

  /**
   * The ARN of the CA.
   *
   * @throws Refusal of reason NO_PUBLIC_ISSUER
   */
  String authority() {
    return switch (issuer) {
      case PublicProfile.Issuer.StandIn _ -> standIn();
      case PublicProfile.Issuer.OwnAuthority(String arn) -> arn;
      case PublicProfile.Issuer.Nobody _ ->
          throw new Refusal(
              CertificateReason.NO_PUBLIC_ISSUER,
              "CertificateAuthorityArn: expected the ARN of a private CA; this server has no issuer"
                  + " of public certificates (serve --public-issuer)");
    };
  }

  private synchronized String standIn() {
    Optional<String> known = ground.store().read(tx -> Settings.get(tx, STAND_IN));
    return known.orElseGet(this::make);
  }

  private String make() {
    Caller server = Caller.in(new Home(ground.account(), Region.DEFAULT), Change.SERVER);
    String arn = roots.makeRoot(server, NAME, "public-stand-in");
    return ground
        .store()
        .write(tx -> {
          Settings.put(tx, STAND_IN, arn);
          tx.unrecorded(Unrecorded.HOUSEKEEPING); // the log has the new authority
          return arn;
        });
  }
}
