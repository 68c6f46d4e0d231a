// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.grant;

import dev.signet.authority.lifecycle.Authority;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Rows of {@code authority_permissions} and {@code authority_policies}. */
final class GrantTables {
  private GrantTables() {}

  /** Whether there was none for that principal and account. */
  static boolean insert(Tx tx, Authority authority, Grant grant) {
    return tx.update(
            "INSERT INTO authority_permissions (authority, principal, source_account, actions,"
                + " created_at) VALUES (?, ?, ?, ?, ?)"
                + " ON CONFLICT (authority, principal, source_account) DO NOTHING",
            authority.id(),
            grant.principal(),
            grant.sourceAccount(),
            String.join(",", grant.actions()),
            grant.createdAt().toEpochMilli())
        == 1;
  }

  static boolean delete(Tx tx, Authority authority, String principal, String sourceAccount) {
    return tx.update(
            "DELETE FROM authority_permissions"
                + " WHERE authority = ? AND principal = ? AND source_account = ?",
            authority.id(),
            principal,
            sourceAccount)
        == 1;
  }

  /** All of an authority, newest first. */
  static List<Grant> list(Tx tx, Authority authority) {
    return tx.list(
        "SELECT principal, source_account, actions, created_at FROM authority_permissions"
            + " WHERE authority = ? ORDER BY created_at DESC, source_account",
        row ->
            new Grant(
                row.getString(1),
                row.getString(2),
                List.of(row.getString(3).split(",", -1)),
                Instant.ofEpochMilli(row.getLong(4))),
        authority.id());
  }

  static void putPolicy(Tx tx, Authority authority, String document) {
    tx.update(
        "INSERT INTO authority_policies (authority, document) VALUES (?, ?)"
            + " ON CONFLICT (authority) DO UPDATE SET document = excluded.document",
        authority.id(),
        document);
  }

  static Optional<String> policy(Tx tx, Authority authority) {
    return tx.first(
        "SELECT document FROM authority_policies WHERE authority = ?",
        row -> row.getString(1),
        authority.id());
  }

  static void deletePolicy(Tx tx, Authority authority) {
    tx.update("DELETE FROM authority_policies WHERE authority = ?", authority.id());
  }
}
