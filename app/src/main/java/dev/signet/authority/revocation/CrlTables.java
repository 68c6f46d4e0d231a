// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.PublishedCrl;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.CrlPlace;
import dev.signet.authority.lifecycle.CrlPlace.Partition;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code crls}: the newest of each path. */
public final class CrlTables {
  private static final String COLUMNS =
      "SELECT path, edition, number, this_update, next_update, octets, digest, made_at, covers,"
          + " newest, shard, uri FROM crls";

  private CrlTables() {}

  /**
   * A CRL and what its maker has to know.
   *
   * @param covers the newest revocation that it knows
   * @param newest the newest that it should know
   */
  record Made(PublishedCrl crl, CrlPlace place, long covers, long newest) {}

  /** The newest CRL of a path. */
  static Optional<PublishedCrl> find(Tx tx, String path) {
    return tx.first(COLUMNS + " WHERE path = ?", CrlTables::made, path).map(Made::crl);
  }

  /** A CRL that belongs into a bucket, and the authority's ARN. */
  record InBucket(PublishedCrl crl, String authority, String bucket, boolean everybody) {}

  private static final String IN_BUCKETS =
      COLUMNS.replace(" FROM crls", ", a.arn, r.crl_bucket, r.crl_everybody FROM crls c")
          + " JOIN authorities a ON a.id = c.authority"
          + " JOIN authority_revocation r ON r.authority = c.authority"
          + " WHERE r.crl_bucket IS NOT NULL";

  /** All that belong into buckets. */
  static List<InBucket> inBuckets(Tx tx) {
    return tx.list(IN_BUCKETS, CrlTables::inBucket);
  }

  /** The one of a path, if it does. */
  static Optional<InBucket> inBucket(Tx tx, String path) {
    return tx.first(IN_BUCKETS + " AND c.path = ?", CrlTables::inBucket, path);
  }

  private static InBucket inBucket(ResultSet row) throws SQLException {
    return new InBucket(
        made(row).crl(),
        row.getString("arn"),
        row.getString("crl_bucket"),
        row.getInt("crl_everybody") == 1);
  }

  /** The newest CRLs of an authority, one for each path that certificates of it may name. */
  static List<Made> of(Tx tx, Authority authority) {
    return tx.list(COLUMNS + " WHERE authority = ? ORDER BY path", CrlTables::made, authority.id());
  }

  private static Made made(ResultSet row) throws SQLException {
    int shard = row.getInt("shard");
    Optional<Partition> partition =
        row.wasNull() ? Optional.empty() : Optional.of(new Partition(shard, row.getString("uri")));
    return new Made(
        new PublishedCrl(
            row.getString("path"),
            row.getString("edition"),
            row.getLong("number"),
            Instant.ofEpochSecond(row.getLong("this_update")),
            Instant.ofEpochSecond(row.getLong("next_update")),
            Instant.ofEpochMilli(row.getLong("made_at")),
            row.getLong("octets"),
            row.getString("digest")),
        new CrlPlace(row.getString("path"), partition),
        row.getLong("covers"),
        row.getLong("newest"));
  }

  /** Something was revoked: the lists that should know it are behind. */
  static void putBehind(Tx tx, Authority authority, int shard, long revocation) {
    tx.update(
        "UPDATE crls SET newest = ? WHERE authority = ? AND (shard IS NULL OR shard = ?)",
        revocation,
        authority.id(),
        shard);
  }

  /**
   * Makes a CRL the newest of its path. What it should know is left as it is: that may have grown
   * while the list was made, also where there was none before.
   */
  static void replace(Tx tx, Authority authority, Made made) {
    PublishedCrl crl = made.crl();
    EditionTables.supersede(tx, crl);
    tx.update(
        "INSERT INTO crls (path, authority, shard, uri, edition, number, this_update, next_update,"
            + " made_at, covers, newest, octets, digest)"
            + " VALUES (?, ?, CAST(? AS BIGINT), ?, ?, ?, ?, ?, ?, ?, COALESCE("
            + "(SELECT MAX(seq) FROM revocations WHERE seq > ? AND authority = ?), ?), ?, ?)"
            + " ON CONFLICT (path) DO UPDATE SET edition = excluded.edition,"
            + " number = excluded.number, this_update = excluded.this_update,"
            + " next_update = excluded.next_update, made_at = excluded.made_at,"
            + " covers = excluded.covers, octets = excluded.octets, digest = excluded.digest",
        crl.path(),
        authority.id(),
        made.place().partition().map(Partition::shard).orElse(null),
        made.place().partition().map(Partition::uri).orElse(null),
        crl.edition(),
        crl.number(),
        crl.thisUpdate().getEpochSecond(),
        crl.nextUpdate().getEpochSecond(),
        crl.madeAt().toEpochMilli(),
        made.covers(),
        made.covers(),
        authority.id(),
        made.covers(),
        crl.octets(),
        crl.digest());
  }

  /** The authorities whose CRLs have partitions. */
  static List<String> partitioned(Tx tx) {
    return tx.list(
        "SELECT a.arn FROM authority_revocation r JOIN authorities a ON a.id = r.authority"
            + " WHERE r.crl_partitioned = 1",
        row -> row.getString(1));
  }

  /** Removes all that an authority published. */
  public static void delete(Tx tx, Authority authority) {
    for (Made made : of(tx, authority)) {
      EditionTables.deleteOf(tx, made.crl().path());
      BlockTables.delete(tx, made.crl().edition());
    }
    tx.update("DELETE FROM crls WHERE authority = ?", authority.id());
  }
}
