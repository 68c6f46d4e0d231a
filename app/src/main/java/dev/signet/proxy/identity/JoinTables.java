// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.identity;

import dev.signet.pki.codec.Octets;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code join_tokens}: those that nobody used yet. */
final class JoinTables {
  private JoinTables() {}

  /**
   * A token.
   *
   * @param uid of the resource that it was made for
   */
  record Row(String id, Octets secretHash, String resource, String uid, Instant expiresAt) {}

  static void insert(Tx tx, Row row) {
    tx.update(
        "INSERT INTO join_tokens (id, secret_hash, resource, uid, expires_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        row.id(),
        row.secretHash().bytes(),
        row.resource(),
        row.uid(),
        row.expiresAt().toEpochMilli());
  }

  static Optional<Row> find(Tx tx, String id) {
    return tx.first(
        "SELECT id, secret_hash, resource, uid, expires_at FROM join_tokens WHERE id = ?",
        row ->
            new Row(
                row.getString(1),
                Octets.of(row.getBytes(2)),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5))),
        id);
  }

  /** The ids of all for one resource. */
  static List<String> ofResource(Tx tx, String resource) {
    return tx.list(
        "SELECT id FROM join_tokens WHERE resource = ? ORDER BY id",
        row -> row.getString(1),
        resource);
  }

  /** Whether it was there. */
  static boolean delete(Tx tx, String id) {
    return tx.update("DELETE FROM join_tokens WHERE id = ?", id) == 1;
  }
}
