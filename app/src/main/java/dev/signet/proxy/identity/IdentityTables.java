// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.pki.cert.Certificate;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code proxy_identities}: the certificates of proxies, for a while after their end. */
final class IdentityTables {
  private static final String SELECT =
      "SELECT serial, resource, uid, obtained_by, joined_with, issued_at, not_after, revoked_at"
          + " FROM proxy_identities ";

  private IdentityTables() {}

  /**
   * An identity that was signed.
   *
   * @param resource ARN of what it acts for
   * @param uid of that resource
   * @param obtainedBy ARN of the token or identity that it was signed for
   * @param joinedWith serial of the identity that the proxy joined with, which may be this one
   */
  record Row(
      String serial,
      String resource,
      String uid,
      String obtainedBy,
      String joinedWith,
      Instant issuedAt,
      Instant notAfter,
      Optional<Instant> revokedAt) {}

  static void insert(Tx tx, Row row, Certificate certificate) {
    tx.update(
        "INSERT INTO proxy_identities (serial, der, resource, uid, obtained_by, joined_with,"
            + " issued_at, not_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        row.serial(),
        certificate.der(),
        row.resource(),
        row.uid(),
        row.obtainedBy(),
        row.joinedWith(),
        row.issuedAt().toEpochMilli(),
        row.notAfter().toEpochMilli());
  }

  static Optional<Row> find(Tx tx, String serial) {
    return tx.first(SELECT + "WHERE serial = ?", IdentityTables::row, serial);
  }

  /** Those of one resource, of all its lives. */
  static List<Row> ofResource(Tx tx, String resource) {
    return tx.list(
        SELECT + "WHERE resource = ? ORDER BY issued_at, serial", IdentityTables::row, resource);
  }

  /** Those that were signed for the token or identity of that ARN. */
  static List<Row> obtainedBy(Tx tx, String arn) {
    return tx.list(
        SELECT + "WHERE obtained_by = ? ORDER BY issued_at, serial", IdentityTables::row, arn);
  }

  /** How many of one proxy were signed since then. */
  static int countSince(Tx tx, String joinedWith, Instant since) {
    return tx.first(
            "SELECT COUNT(*) FROM proxy_identities WHERE joined_with = ? AND issued_at > ?",
            row -> row.getInt(1),
            joinedWith,
            since.toEpochMilli())
        .orElse(0);
  }

  /**
   * A part of those whose resource's ARN begins with a text, in the order of their serials.
   *
   * @param after the serial before the first one; empty at the beginning
   */
  static List<Row> under(Tx tx, String prefix, String after, int limit) {
    return tx.list(
        SELECT + "WHERE serial > ? AND substr(resource, 1, ?) = ? ORDER BY serial LIMIT ?",
        IdentityTables::row,
        after,
        prefix.length(),
        prefix,
        limit);
  }

  static void revoke(Tx tx, String serial, Instant at) {
    tx.update(
        "UPDATE proxy_identities SET revoked_at = ? WHERE serial = ?", at.toEpochMilli(), serial);
  }

  static void delete(Tx tx, String serial) {
    tx.update("DELETE FROM proxy_identities WHERE serial = ?", serial);
  }

  private static Row row(ResultSet row) throws SQLException {
    long revoked = row.getLong(8); // 0 where there is none
    return new Row(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        Instant.ofEpochMilli(row.getLong(6)),
        Instant.ofEpochMilli(row.getLong(7)),
        revoked == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(revoked)));
  }
}
