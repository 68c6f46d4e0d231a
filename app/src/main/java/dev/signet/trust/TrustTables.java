// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.trust;

import dev.signet.pki.cert.Certificate;
import dev.signet.store.Tx;
import java.time.Instant;

/** Rows of {@code server_certificates}. */
final class TrustTables {
  private TrustTables() {}

  static void insert(Tx tx, Certificate certificate, Instant issuedAt) {
    tx.update(
        "INSERT INTO server_certificates (serial, der, issued_at, not_after) VALUES (?, ?, ?, ?)",
        certificate.serial().hex(),
        certificate.der(),
        issuedAt.toEpochMilli(),
        certificate.period().notAfter().toEpochMilli());
  }

  /** Each start makes one: those that ended are of no use to anybody. */
  static void deleteEnded(Tx tx, Instant now) {
    tx.update("DELETE FROM server_certificates WHERE not_after < ?", now.toEpochMilli());
  }
}
