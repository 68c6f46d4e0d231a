// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.Optional;

/** What everything that is done to a certificate has in common: finding it, and saying so. */
final class CertificateRecords {
  /** The predecessor's key stays for proxies' streams that read its name just before. */
  static final int KEPT = 2;

  private final Ground ground;

  CertificateRecords(Ground ground) {
    this.ground = ground;
  }

  /** The certificate with this ARN; refuses what lives elsewhere as what there is not. */
  ManagedCertificate find(Caller caller, CertificateArn arn) {
    return ground.store().read(tx -> existing(tx, caller, arn));
  }

  /** The same in a transaction. */
  static ManagedCertificate existing(Tx tx, Caller caller, CertificateArn arn) {
    return Optional.of(arn)
        .filter(own -> own.arn().isIn(caller.home()))
        .flatMap(own -> ManagedCertificateTables.find(tx, own))
        .orElseThrow(() -> missing(arn.toString()));
  }

  static Refusal missing(String arn) {
    return Refusal.notFound("Could not find certificate " + arn + ".");
  }

  /** Puts what happened into the log. */
  Change append(Tx tx, Caller caller, Instant now, String kind, CertificateArn arn) {
    Change change = Change.by(caller, now, kind, arn.toString());
    ground.ledger().append(tx, change);
    return change;
  }

  /**
   * Destroys the keys of all versions but the newest ones.
   *
   * @param keep how many stay
   */
  void dropKeys(Tx tx, CertificateArn arn, int keep, Change cause) {
    ManagedCertificateTables.dropVersions(tx, arn, keep)
        .forEach(key -> ground.vault().destroy(tx, cause, key));
  }
}
