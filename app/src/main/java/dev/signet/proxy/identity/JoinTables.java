// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.pki.codec.Octets;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.Optional;

/** Rows of {@code join_tokens}. */
final class JoinTables {
  private JoinTables() {}

  record Row(String id, Octets secretHash, String resource, Instant expiresAt) {}

  static void insert(Tx tx, Row row) {
    tx.handle()
        .createUpdate(
            "INSERT INTO join_tokens (id, secret_hash, resource, expires_at)"
                + " VALUES (:id, :hash, :resource, :expires)")
        .bind("id", row.id())
        .bind("hash", row.secretHash().bytes())
        .bind("resource", row.resource())
        .bind("expires", row.expiresAt().toEpochMilli())
        .execute();
  }

  /** A token that nobody used yet. */
  static Optional<Row> findUnused(Tx tx, String id) {
    return tx.handle()
        .createQuery(
            "SELECT id, secret_hash, resource, expires_at FROM join_tokens"
                + " WHERE id = :id AND redeemed_at IS NULL")
        .bind("id", id)
        .map((row, context) ->
            new Row(
                row.getString(1),
                Octets.of(row.getBytes(2)),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4))))
        .findOne();
  }

  static void markUsed(Tx tx, String id, Instant now) {
    tx.handle()
        .createUpdate("UPDATE join_tokens SET redeemed_at = :now WHERE id = :id")
        .bind("now", now.toEpochMilli())
        .bind("id", id)
        .execute();
  }

  static void deleteExpired(Tx tx, Instant now) {
    tx.handle()
        .createUpdate("DELETE FROM join_tokens WHERE expires_at <= :now")
        .bind("now", now.toEpochMilli())
        .execute();
  }
}
