// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.authority.RevokedCertificate;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import dev.signet.pki.status.RevocationReason;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes certificates back (RevokeCertificate of acm), and notices those that their CA took back
 * (RevokeCertificate of acm-pca).
 */
public final class Withdrawals {
  /** The change; its subject is the managed certificate's ARN. */
  static final String WITHDRAWN = "certificate.withdrawn";

  private final Ground ground;
  private final CertificateRecords records;
  private final PrivateIssuer issuer;

  Withdrawals(Ground ground, CertificateRecords records, PrivateIssuer issuer) {
    this.ground = ground;
    this.records = records;
    this.issuer = issuer;
  }

  /**
   * Revokes a certificate that was exported; that cannot be undone. The CA knows it first: after a
   * crash between the two, what follows the log tells the rest.
   */
  public void revoke(Caller caller, CertificateArn arn, RevocationReason reason) {
    ManagedCertificate certificate = records.find(caller, arn);
    CertificateLifecycle.requireRevocable(certificate, ground.now());
    RevokedCertificate revoked =
        issuer.revoke(
            caller,
            certificate.authority().orElseThrow(),
            certificate.current().orElseThrow().leaf().serial(),
            reason);
    ground
        .store()
        .write(tx -> {
          record(tx, revoked, caller.home(), caller.principal());
          return true;
        });
  }

  /** Reads what happened at the CAs. */
  void follow(List<Ledger.Entry> entries) {
    for (Ledger.Entry entry : entries) {
      Change change = entry.change();
      issuer
          .revocation(change)
          .ifPresent(revoked ->
              ground
                  .store()
                  .write(tx -> {
                    record(tx, revoked, change.home(), change.actor());
                    return true;
                  }));
    }
  }

  /** Nothing happens where no certificate has it in force, or where it is known. */
  private void record(Tx tx, RevokedCertificate revoked, Home home, String actor) {
    Instant now = ground.now();
    Optional<CertificateArn> held = ManagedCertificateTables.withdraw(tx, revoked);
    held.ifPresentOrElse(
        arn -> ground.ledger().append(tx, new Change(now, home, WITHDRAWN, arn.toString(), actor)),
        () -> tx.unrecorded(Unrecorded.HOUSEKEEPING));
  }
}
