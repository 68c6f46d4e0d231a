// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.report;

import dev.signet.authority.lifecycle.Authority;
import dev.signet.pki.cert.Certificate;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code audit_reports}, and what they report. */
public final class ReportTables {
  private ReportTables() {}

  static void insert(Tx tx, Authority authority, AuditReport report) {
    tx.update(
        "INSERT INTO audit_reports (id, authority, bucket, object_key, created_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        report.id(),
        authority.id(),
        report.bucket(),
        report.key(),
        report.createdAt().toEpochMilli());
  }

  static Optional<AuditReport> find(Tx tx, Authority authority, String id) {
    return tx.first(
        "SELECT id, bucket, object_key, created_at FROM audit_reports"
            + " WHERE authority = ? AND id = ?",
        row ->
            new AuditReport(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4))),
        authority.id(),
        id);
  }

  /** What an authority issued after a place, in the order of issuing. */
  static List<AuditRow> issued(Tx tx, Authority authority, long place, int limit) {
    return tx.list(
        "SELECT c.id, c.der, c.template, c.requester, c.issued_at, r.revoked_at, r.reason"
            + " FROM certificates c LEFT JOIN revocations r"
            + " ON r.authority = c.authority AND r.serial = c.serial"
            + " WHERE c.authority = ? AND c.id > ? ORDER BY c.id LIMIT ?",
        ReportTables::row,
        authority.id(),
        place,
        limit);
  }

  private static AuditRow row(ResultSet row) throws SQLException {
    String reason = row.getString("reason");
    return new AuditRow(
        row.getLong("id"),
        Certificate.fromDer(row.getBytes("der")),
        row.getString("template"),
        row.getString("requester"),
        Instant.ofEpochMilli(row.getLong("issued_at")),
        reason == null
            ? Optional.empty()
            : Optional.of(
                new AuditRow.Revoked(Instant.ofEpochSecond(row.getLong("revoked_at")), reason)));
  }

  /** Forgets the reports of an authority; what is in buckets stays. */
  public static void delete(Tx tx, Authority authority) {
    tx.update("DELETE FROM audit_reports WHERE authority = ?", authority.id());
  }
}
