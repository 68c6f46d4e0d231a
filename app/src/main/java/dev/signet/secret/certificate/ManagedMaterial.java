// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.certificate;

import dev.signet.authority.Authorities;
import dev.signet.certificate.CertificateArn;
import dev.signet.certificate.CertificateCommand;
import dev.signet.certificate.CertificateLifecycle;
import dev.signet.certificate.CertificateManager;
import dev.signet.certificate.CertificateNames;
import dev.signet.certificate.Exports;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.ground.Ground;
import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.key.KeyFamily;
import dev.signet.pki.key.KeySpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Certificates of the certificate manager, for secrets of the type ACM_ISSUED. */
final class ManagedMaterial {
  private static final Duration RENEWED_BEFORE = Duration.ofDays(60);

  private final Ground ground;
  private final CertificateManager manager;
  private final Authorities authorities;

  ManagedMaterial(Ground ground, CertificateManager manager, Authorities authorities) {
    this.ground = ground;
    this.manager = manager;
    this.authorities = authorities;
  }

  /**
   * What the next version of a secret holds: a first certificate, a renewed one, or the one that
   * the manager has renewed meanwhile.
   *
   * @param token of the rotation, so that a repeat asks for the same certificate
   */
  Material next(CertificateInput text, String token) {
    String authority = text.need("CA_ARN");
    String name = text.need("COMMON_NAME");
    boolean test = text.need("ENVIRONMENT").equals("TEST");
    Caller caller = Caller.in(home(authority), CertificateRotation.PRINCIPAL);
    Optional<CertificateArn> present =
        text.find("CERTIFICATE_ARN")
            .flatMap(CertificateArn::parse)
            .filter(arn -> isInForce(caller, arn));
    if (present.isPresent() && (test || isToRenew(caller, present.get(), text))) {
      renew(caller, present.get());
    }
    CertificateArn arn = present.orElseGet(() -> request(caller, authority, name, token));
    Exports.Opened opened = manager.exports().open(caller, arn);
    return new Material(arn.toString(), opened.chain(), opened.key());
  }

  private static Home home(String authority) {
    return Arn.parse(authority)
        .orElseThrow(() -> Refusal.invalid("CA_ARN '" + authority + "': expected an ARN"))
        .home();
  }

  private CertificateArn request(Caller caller, String authority, String name, String token) {
    boolean onCurve = authorities.keyFamily(authority).filter(KeyFamily.EC::equals).isPresent();
    CertificateArn arn =
        manager
            .certificates()
            .request(
                caller,
                new CertificateCommand(
                    CertificateNames.of(name, List.of()),
                    onCurve ? KeySpec.EC_P256 : KeySpec.RSA_2048,
                    authority,
                    Tags.NONE,
                    false,
                    Optional.of(token)));
    if (find(caller, arn).outcome() instanceof ManagedCertificate.Outcome.Failed failed) {
      throw Refusal.invalid("the certificate " + arn + " failed: " + failed.reason());
    }
    return arn;
  }

  /** What was deleted, revoked, refused or has expired is asked for anew. */
  private boolean isInForce(Caller caller, CertificateArn arn) {
    return manager
        .finder()
        .find(caller.home(), arn)
        .filter(found ->
            CertificateLifecycle.status(found, ground.now()) == CertificateLifecycle.Status.ISSUED)
        .isPresent();
  }

  /** The secret has the newest one, and that ends soon. */
  private boolean isToRenew(Caller caller, CertificateArn arn, CertificateInput text) {
    Certificate leaf = find(caller, arn).current().orElseThrow().leaf();
    Instant soon = ground.now().plus(RENEWED_BEFORE);
    return !leaf.period().notAfter().isAfter(soon)
        && text.find("CERTIFICATE_PEM").filter(pem -> isSame(pem, leaf)).isPresent();
  }

  private static boolean isSame(String pem, Certificate leaf) {
    try {
      return Certificate.parse(pem.getBytes(StandardCharsets.UTF_8)).equals(leaf);
    } catch (PkiException e) {
      return false;
    }
  }

  private void renew(Caller caller, CertificateArn arn) {
    manager.renewals().renew(caller, arn);
    find(caller, arn)
        .renewal()
        .filter(each -> each.status() != ManagedCertificate.RenewalStatus.SUCCESS)
        .ifPresent(each -> {
          throw Refusal.wrongState(
              "the renewal of " + arn + " is pending: " + each.reason().map(Enum::name).orElse(""));
        });
  }

  private ManagedCertificate find(Caller caller, CertificateArn arn) {
    return manager.certificates().find(caller, arn);
  }
}
