// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.lifecycle.Authority;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.status.CertStatus;
import dev.signet.pki.status.RevocationReason;
import dev.signet.pki.status.RevokedEntry;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code revocations}: one for each certificate that was revoked, never changed. */
public final class RevokedTables {
  private RevokedTables() {}

  /**
   * Which entries a CRL has: a certificate that has expired stays until it was in one CRL after its
   * end (RFC 5280 section 3.3).
   *
   * @param newest the last row that there is now
   * @param expiredBefore certificates that ended before this second are told no more
   */
  record Scope(long authority, long newest, long expiredBefore) {}

  /** One of the entries. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(String serial, byte[] der) {}

  /** Records a revocation. Whether the certificate was not revoked before. */
  static boolean insert(Tx tx, Authority authority, Certificate certificate, RevokedEntry entry) {
    return tx.update(
            "INSERT INTO revocations (authority, serial, reason, revoked_at, not_after, entry)"
                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (authority, serial) DO NOTHING",
            authority.id(),
            entry.serial().hex(),
            entry.reason().name(),
            entry.at().getEpochSecond(),
            certificate.period().notAfter().getEpochSecond(),
            entry.der())
        == 1;
  }

  /** When and why a certificate was revoked, if it was. */
  public static Optional<CertStatus.Revoked> find(Tx tx, long authority, Serial serial) {
    return tx.first(
        "SELECT revoked_at, reason FROM revocations WHERE authority = ? AND serial = ?",
        row ->
            new CertStatus.Revoked(
                Instant.ofEpochSecond(row.getLong(1)), RevocationReason.valueOf(row.getString(2))),
        authority,
        serial.hex());
  }

  /** The newest row of an authority, 0 when it has none. */
  static long newest(Tx tx, long authority) {
    return tx.first(
            "SELECT COALESCE(MAX(id), 0) FROM revocations WHERE authority = ?",
            row -> row.getLong(1),
            authority)
        .orElseThrow();
  }

  /** How many octets the entries have together. */
  static long octets(Tx tx, Scope scope) {
    return tx.first(
            "SELECT COALESCE(SUM(LENGTH(entry)), 0) FROM revocations"
                + " WHERE authority = ? AND id <= ? AND not_after >= ?",
            row -> row.getLong(1),
            scope.authority(),
            scope.newest(),
            scope.expiredBefore())
        .orElseThrow();
  }

  /** The entries after a serial, at most so many. */
  static List<Entry> after(Tx tx, Scope scope, String serial, int limit) {
    return tx.list(
        "SELECT serial, entry FROM revocations WHERE authority = ? AND serial > ?"
            + " AND id <= ? AND not_after >= ? ORDER BY serial LIMIT ?",
        row -> new Entry(row.getString(1), row.getBytes(2)),
        scope.authority(),
        serial,
        scope.newest(),
        scope.expiredBefore(),
        limit);
  }

  /** Removes some of what an authority revoked and answers how many. */
  public static int delete(Tx tx, Authority authority, int most) {
    return tx.update(
        "DELETE FROM revocations WHERE id IN"
            + " (SELECT id FROM revocations WHERE authority = ? LIMIT ?)",
        authority.id(),
        most);
  }
}
