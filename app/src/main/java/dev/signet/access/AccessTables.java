// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.access;

import dev.signet.kernel.AccountId;
import dev.signet.key.Sealed;
import dev.signet.store.Tx;
import java.util.Optional;

/** Rows of {@code access_keys}. */
final class AccessTables {
  private AccessTables() {}

  record Row(AccountId account, String principal, Sealed sealed) {}

  static Optional<String> anyIdOf(Tx tx, AccountId account) {
    return tx.handle()
        .createQuery("SELECT id FROM access_keys WHERE account = :account ORDER BY id LIMIT 1")
        .bind("account", account.value())
        .mapTo(String.class)
        .findOne();
  }

  static Optional<Row> find(Tx tx, String id) {
    return tx.handle()
        .createQuery("SELECT account, principal, sealed FROM access_keys WHERE id = :id")
        .bind("id", id)
        .map((row, context) ->
            new Row(new AccountId(row.getString(1)), row.getString(2), new Sealed(row.getBytes(3))))
        .findOne();
  }

  static void insert(Tx tx, AccessKey key, Sealed sealed) {
    tx.handle()
        .createUpdate(
            "INSERT INTO access_keys (id, account, principal, sealed)"
                + " VALUES (:id, :account, :principal, :sealed)")
        .bind("id", key.id())
        .bind("account", key.account().value())
        .bind("principal", key.principal())
        .bind("sealed", sealed.bytes())
        .execute();
  }
}
