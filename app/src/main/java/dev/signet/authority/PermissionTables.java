// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.store.Tx;
import java.time.Instant;
import java.util.List;

/** Rows of {@code authority_permissions}. */
final class PermissionTables {
  private PermissionTables() {}

  static boolean insert(Tx tx, Authority authority, Permission permission) {
    return tx.handle()
            .createUpdate(
                "INSERT OR IGNORE INTO authority_permissions (authority, principal,"
                    + " source_account, actions, created_at)"
                    + " VALUES (:authority, :principal, :source, :actions, :created)")
            .bind("authority", authority.id())
            .bind("principal", permission.principal())
            .bind("source", permission.sourceAccount())
            .bind("actions", String.join(",", permission.actions()))
            .bind("created", permission.createdAt().toEpochMilli())
            .execute()
        == 1;
  }

  static boolean delete(Tx tx, Authority authority, String principal, String sourceAccount) {
    return tx.handle()
            .createUpdate(
                "DELETE FROM authority_permissions WHERE authority = :authority"
                    + " AND principal = :principal AND source_account = :source")
            .bind("authority", authority.id())
            .bind("principal", principal)
            .bind("source", sourceAccount)
            .execute()
        == 1;
  }

  static List<Permission> list(Tx tx, Authority authority) {
    return tx.handle()
        .createQuery(
            "SELECT principal, source_account, actions, created_at FROM authority_permissions"
                + " WHERE authority = :authority ORDER BY created_at DESC, source_account")
        .bind("authority", authority.id())
        .map((row, context) ->
            new Permission(
                row.getString(1),
                row.getString(2),
                List.of(row.getString(3).split(",", -1)),
                Instant.ofEpochMilli(row.getLong(4))))
        .list();
  }
}
