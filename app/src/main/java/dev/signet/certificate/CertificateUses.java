// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Refusal;
import dev.signet.store.Tx;
import java.util.Set;

/** Who refers to which certificates; written in the transaction that changes the reference. */
public final class CertificateUses {
  private final Renewals renewals;

  CertificateUses(Renewals renewals) {
    this.renewals = renewals;
  }

  /**
   * Makes these the only certificates that a user refers to; with none it refers to nothing.
   *
   * @throws Refusal of kind NOT_FOUND when one does not exist
   */
  public void replace(Tx tx, String userArn, Set<String> certificateArns) {
    ManagedCertificateTables.deleteUses(tx, userArn);
    for (String arn : certificateArns) {
      if (!ManagedCertificateTables.exists(tx, arn)) {
        throw CertificateRecords.missing(arn);
      }
      ManagedCertificateTables.addUse(tx, arn, userArn);
      renewals.expect(tx, CertificateArn.of(arn));
    }
  }
}
