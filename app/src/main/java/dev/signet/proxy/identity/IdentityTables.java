// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.pki.cert.Certificate;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.Optional;

/** Rows of {@code proxy_identities}: the certificates of proxies that have not ended. */
final class IdentityTables {
  private IdentityTables() {}

  /**
   * An identity that was signed.
   *
   * @param resource ARN of what it acts for
   * @param uid of that resource
   * @param obtainedBy ARN of the token or identity that it was signed for
   */
  record Row(String serial, String resource, String uid, String obtainedBy) {}

  static void insert(Tx tx, Row row, Certificate certificate, Instant issuedAt) {
    tx.update(
        "INSERT INTO proxy_identities (serial, der, resource, uid, obtained_by, issued_at,"
            + " not_after) VALUES (?, ?, ?, ?, ?, ?, ?)",
        row.serial(),
        certificate.der(),
        row.resource(),
        row.uid(),
        row.obtainedBy(),
        issuedAt.toEpochMilli(),
        certificate.period().notAfter().toEpochMilli());
  }

  static Optional<Row> find(Tx tx, String serial) {
    return tx.first(
        "SELECT serial, resource, uid, obtained_by FROM proxy_identities WHERE serial = ?",
        row -> new Row(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
        serial);
  }

  static void delete(Tx tx, String serial) {
    tx.update("DELETE FROM proxy_identities WHERE serial = ?", serial);
  }
}
