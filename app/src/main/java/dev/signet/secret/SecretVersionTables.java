// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.key.Sealed;
import dev.signet.key.SealedRows;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Rows of {@code secret_versions}. */
final class SecretVersionTables {
  private static final String SELECT =
      "SELECT version, form, created_at, accessed_at FROM secret_versions WHERE secret = ?";

  private SecretVersionTables() {}

  /** A value as it is kept. */
  record Kept(SecretValue.Form form, Sealed sealed) {}

  /** Adds a version that waits for its value. */
  static void insert(Tx tx, SecretArn arn, String version, Instant createdAt) {
    tx.update(
        "INSERT INTO secret_versions (secret, version, created_at) VALUES (?, ?, ?)",
        arn.toString(),
        version,
        createdAt.toEpochMilli());
  }

  static void setValue(Tx tx, SecretArn arn, String version, Kept kept) {
    tx.update(
        "UPDATE secret_versions SET form = ?, sealed = ? WHERE secret = ? AND version = ?",
        kept.form().name(),
        kept.sealed().bytes(),
        arn.toString(),
        version);
  }

  static void setAccessedAt(Tx tx, SecretArn arn, String version, Instant day) {
    tx.update(
        "UPDATE secret_versions SET accessed_at = ? WHERE secret = ? AND version = ?",
        day.toEpochMilli(),
        arn.toString(),
        version);
  }

  static void delete(Tx tx, SecretArn arn, String version) {
    tx.update(
        "DELETE FROM secret_versions WHERE secret = ? AND version = ?", arn.toString(), version);
    tx.erased();
  }

  static Optional<SecretVersion> find(Tx tx, SecretArn arn, String version) {
    return tx.first(
        SELECT + " AND version = ?", SecretVersionTables::read, arn.toString(), version);
  }

  /** All of a secret, newest first. */
  static List<SecretVersion> all(Tx tx, SecretArn arn) {
    return tx.list(
        SELECT + " ORDER BY created_at DESC, version", SecretVersionTables::read, arn.toString());
  }

  /** The value of a version; empty in one that waits for it. */
  static Optional<Kept> value(Tx tx, SecretArn arn, String version) {
    return tx.first(
        "SELECT form, sealed FROM secret_versions"
            + " WHERE secret = ? AND version = ? AND sealed IS NOT NULL",
        row -> new Kept(SecretValue.Form.valueOf(row.getString(1)), new Sealed(row.getBytes(2))),
        arn.toString(),
        version);
  }

  /** Those without labels that are neither among the newest nor younger than an instant. */
  static List<String> superfluous(Tx tx, SecretArn arn, int newest, Instant before) {
    return tx.list(
        "SELECT v.version FROM secret_versions v WHERE v.secret = ? AND v.created_at < ?"
            + " AND NOT EXISTS (SELECT 1 FROM secret_labels l"
            + " WHERE l.secret = v.secret AND l.version = v.version)"
            + " AND (SELECT COUNT(*) FROM secret_versions n WHERE n.secret = v.secret"
            + " AND (n.created_at > v.created_at"
            + " OR (n.created_at = v.created_at AND n.version > v.version))) >= ?",
        row -> row.getString(1),
        arn.toString(),
        before.toEpochMilli(),
        newest);
  }

  /** Seals all values of all secrets anew. */
  static void sealAnew(Tx tx, BinaryOperator<String> object, SealedRows.Sealing again) {
    record Name(String secret, String version) {}
    for (Name name :
        tx.list(
            "SELECT secret, version FROM secret_versions WHERE sealed IS NOT NULL"
                + " ORDER BY secret, version",
            row -> new Name(row.getString(1), row.getString(2)))) {
      Sealed sealed =
          tx.first(
                  "SELECT sealed FROM secret_versions WHERE secret = ? AND version = ?",
                  row -> new Sealed(row.getBytes(1)),
                  name.secret(),
                  name.version())
              .orElseThrow();
      tx.update(
          "UPDATE secret_versions SET sealed = ? WHERE secret = ? AND version = ?",
          again.again(object.apply(name.secret(), name.version()), sealed).bytes(),
          name.secret(),
          name.version());
    }
  }

  private static SecretVersion read(ResultSet row) throws SQLException {
    @Nullable String form = row.getString(2);
    return new SecretVersion(
        row.getString(1),
        Optional.ofNullable(form).map(SecretValue.Form::valueOf),
        Instant.ofEpochMilli(row.getLong(3)),
        SecretTables.instant(row, 4));
  }
}
