// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.owned;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code buckets}. */
final class BucketTables {
  private static final String SELECT =
      "SELECT name, account, region, created_at, versioning, ownership, access_block, policy"
          + " FROM buckets ";

  private BucketTables() {}

  static Optional<Bucket> find(Tx tx, String name) {
    return tx.first(SELECT + "WHERE name = ?", BucketTables::bucket, name);
  }

  static List<Bucket> list(Tx tx, AccountId account) {
    return tx.list(
        SELECT + "WHERE account = ? ORDER BY name", BucketTables::bucket, account.value());
  }

  static void insert(Tx tx, Bucket bucket) {
    tx.update(
        "INSERT INTO buckets (name, account, region, created_at, versioning, ownership,"
            + " access_block, policy) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        bucket.name().value(),
        bucket.home().account().value(),
        bucket.home().region().name(),
        bucket.createdAt().toEpochMilli(),
        bucket.versioning().name(),
        bucket.access().ownership().name(),
        bucket.access().block().bits(),
        bucket.access().policy().orElse(null));
  }

  /** Writes what its owner may change. */
  static void update(Tx tx, Bucket bucket) {
    tx.update(
        "UPDATE buckets SET versioning = ?, ownership = ?, access_block = ?, policy = ?"
            + " WHERE name = ?",
        bucket.versioning().name(),
        bucket.access().ownership().name(),
        bucket.access().block().bits(),
        bucket.access().policy().orElse(null),
        bucket.name().value());
  }

  static boolean holdsObjects(Tx tx, BucketName name) {
    return tx.first(
            "SELECT 1 FROM bucket_objects WHERE bucket = ? LIMIT 1", row -> true, name.value())
        .isPresent();
  }

  static void delete(Tx tx, BucketName name) {
    tx.update("DELETE FROM buckets WHERE name = ?", name.value());
  }

  private static Bucket bucket(ResultSet row) throws SQLException {
    return new Bucket(
        new BucketName(row.getString(1)),
        new Home(new AccountId(row.getString(2)), new Region(row.getString(3))),
        Instant.ofEpochMilli(row.getLong(4)),
        Versioning.valueOf(row.getString(5)),
        new Bucket.Access(
            Ownership.valueOf(row.getString(6)),
            AccessBlock.of(row.getInt(7)),
            Optional.ofNullable(row.getString(8))));
  }
}
