// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Home;
import dev.signet.kernel.TagText;
import dev.signet.kernel.Tags;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Rows of {@code secrets} and {@code secret_labels}. */
final class SecretTables {
  private static final String SELECT =
      "SELECT arn, description, type, tags, policy, created_at, changed_at, accessed_at,"
          + " deletion_at FROM secrets";

  private SecretTables() {}

  static void insert(Tx tx, Secret secret) {
    Home home = secret.arn().home();
    tx.update(
        "INSERT INTO secrets (arn, account, region, name, description, type, tags, created_at,"
            + " changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        secret.arn().toString(),
        home.account().value(),
        home.region().name(),
        secret.name(),
        secret.description().orElse(null),
        secret.type().orElse(null),
        TagText.of(secret.tags()),
        secret.createdAt().toEpochMilli(),
        secret.changedAt().toEpochMilli());
  }

  static Optional<Secret> find(Tx tx, SecretArn arn) {
    return tx.first(SELECT + " WHERE arn = ?", Row::of, arn.toString()).map(row -> row.whole(tx));
  }

  static Optional<Secret> named(Tx tx, Home home, String name) {
    return tx.first(
            SELECT + " WHERE account = ? AND region = ? AND name = ?",
            Row::of,
            home.account().value(),
            home.region().name(),
            name)
        .map(row -> row.whole(tx));
  }

  /** All of a home as their rows say: without labels and rotations. */
  static List<Secret> bare(Tx tx, Home home) {
    return tx.list(
        SELECT + " WHERE account = ? AND region = ?",
        row -> Row.of(row).with(StagingLabels.NONE, Optional.empty()),
        home.account().value(),
        home.region().name());
  }

  /** Those of a home that carry a tag, likewise. */
  static List<Secret> tagged(Tx tx, Home home, String key) {
    return tx.list(
        SELECT + " WHERE account = ? AND region = ? AND tags LIKE ?",
        row -> Row.of(row).with(StagingLabels.NONE, Optional.empty()),
        home.account().value(),
        home.region().name(),
        "%\"" + key + "\"%");
  }

  static List<String> regions(Tx tx, AccountId account) {
    return tx.list(
        "SELECT DISTINCT region FROM secrets WHERE account = ?",
        row -> row.getString(1),
        account.value());
  }

  static void setLabels(Tx tx, SecretArn arn, StagingLabels labels) {
    tx.update("DELETE FROM secret_labels WHERE secret = ?", arn.toString());
    labels
        .versions()
        .forEach((label, version) ->
            tx.update(
                "INSERT INTO secret_labels (secret, label, version) VALUES (?, ?, ?)",
                arn.toString(),
                label,
                version));
  }

  static void setChangedAt(Tx tx, SecretArn arn, Instant at) {
    tx.update("UPDATE secrets SET changed_at = ? WHERE arn = ?", at.toEpochMilli(), arn.toString());
  }

  static void setDescription(Tx tx, SecretArn arn, String description) {
    tx.update("UPDATE secrets SET description = ? WHERE arn = ?", description, arn.toString());
  }

  static void setType(Tx tx, SecretArn arn, String type) {
    tx.update("UPDATE secrets SET type = ? WHERE arn = ?", type, arn.toString());
  }

  static void setTags(Tx tx, SecretArn arn, Tags tags) {
    tx.update("UPDATE secrets SET tags = ? WHERE arn = ?", TagText.of(tags), arn.toString());
  }

  static void setPolicy(Tx tx, SecretArn arn, Optional<String> policy) {
    tx.update("UPDATE secrets SET policy = ? WHERE arn = ?", policy.orElse(null), arn.toString());
  }

  static void setAccessedAt(Tx tx, SecretArn arn, Instant day) {
    tx.update(
        "UPDATE secrets SET accessed_at = ? WHERE arn = ?", day.toEpochMilli(), arn.toString());
  }

  static void setDeletionAt(Tx tx, SecretArn arn, Optional<Instant> at) {
    tx.update(
        "UPDATE secrets SET deletion_at = ? WHERE arn = ?",
        at.map(Instant::toEpochMilli).orElse(null),
        arn.toString());
  }

  /** Removes all that there is of a secret. */
  static void delete(Tx tx, SecretArn arn) {
    for (String table : List.of("secret_labels", "secret_versions", "secret_rotations")) {
      tx.update("DELETE FROM " + table + " WHERE secret = ?", arn.toString());
    }
    tx.update("DELETE FROM secrets WHERE arn = ?", arn.toString());
    tx.erased();
  }

  private static StagingLabels labels(Tx tx, SecretArn arn) {
    TreeMap<String, String> versions = new TreeMap<>();
    tx.list(
        "SELECT label, version FROM secret_labels WHERE secret = ?",
        row -> versions.put(row.getString(1), row.getString(2)),
        arn.toString());
    return new StagingLabels(versions);
  }

  /** What stands in the row itself. */
  private record Row(
      SecretArn arn,
      Optional<String> description,
      Optional<String> type,
      Tags tags,
      Optional<String> policy,
      Instant createdAt,
      Instant changedAt,
      Optional<Instant> accessedAt,
      Optional<Instant> deletionAt) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          SecretArn.parse(row.getString(1)).orElseThrow(),
          Optional.ofNullable(row.getString(2)),
          Optional.ofNullable(row.getString(3)),
          TagText.parse(row.getString(4)),
          Optional.ofNullable(row.getString(5)),
          Instant.ofEpochMilli(row.getLong(6)),
          Instant.ofEpochMilli(row.getLong(7)),
          instant(row, 8),
          instant(row, 9));
    }

    Secret whole(Tx tx) {
      return with(labels(tx, arn), SecretRotationTables.find(tx, arn));
    }

    Secret with(StagingLabels labels, Optional<SecretRotation> rotation) {
      return new Secret(
          arn,
          description,
          type,
          tags,
          policy,
          createdAt,
          changedAt,
          accessedAt,
          deletionAt,
          labels,
          rotation);
    }
  }

  /** An instant that may be absent. */
  static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
