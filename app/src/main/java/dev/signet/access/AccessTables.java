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
    return tx.first(
        "SELECT id FROM access_keys WHERE account = ? ORDER BY id LIMIT 1",
        row -> row.getString(1),
        account.value());
  }

  static Optional<Row> find(Tx tx, String id) {
    return tx.first(
        "SELECT account, principal, sealed FROM access_keys WHERE id = ?",
        row ->
            new Row(new AccountId(row.getString(1)), row.getString(2), new Sealed(row.getBytes(3))),
        id);
  }

  static void insert(Tx tx, AccessKey key, Sealed sealed) {
    tx.update(
        "INSERT INTO access_keys (id, account, principal, sealed) VALUES (?, ?, ?, ?)",
        key.id(),
        key.account().value(),
        key.principal(),
        sealed.bytes());
  }
}
