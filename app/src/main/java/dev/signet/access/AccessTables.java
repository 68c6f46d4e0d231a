// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.access;

import dev.signet.kernel.AccountId;
import dev.signet.key.Sealed;
import dev.signet.key.SealedRows;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Rows of {@code access_keys}. */
final class AccessTables {
  private AccessTables() {}

  record Row(AccountId account, String principal, Sealed sealed, Optional<Instant> endsAt) {}

  /** The key that was not replaced. */
  static Optional<String> presentId(Tx tx, AccountId account) {
    return tx.first(
        "SELECT id FROM access_keys WHERE account = ? AND ends_at IS NULL ORDER BY id LIMIT 1",
        row -> row.getString(1),
        account.value());
  }

  /** The keys that work beyond an instant. */
  static List<String> idsBeyond(Tx tx, AccountId account, Instant end) {
    return tx.list(
        "SELECT id FROM access_keys WHERE account = ? AND (ends_at IS NULL OR ends_at > ?)"
            + " ORDER BY id",
        row -> row.getString(1),
        account.value(),
        end.toEpochMilli());
  }

  static Optional<Row> find(Tx tx, String id) {
    return tx.first(
        "SELECT account, principal, sealed, ends_at FROM access_keys WHERE id = ?",
        row -> {
          long endsAt = row.getLong(4); // 0 where there is none
          return new Row(
              new AccountId(row.getString(1)),
              row.getString(2),
              new Sealed(row.getBytes(3)),
              endsAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(endsAt)));
        },
        id);
  }

  static void endAt(Tx tx, String id, Instant end) {
    tx.update("UPDATE access_keys SET ends_at = ? WHERE id = ?", end.toEpochMilli(), id);
  }

  static void delete(Tx tx, String id) {
    tx.update("DELETE FROM access_keys WHERE id = ?", id);
    tx.erased();
  }

  static void sealAnew(Tx tx, UnaryOperator<String> object, SealedRows.Sealing again) {
    for (String id : tx.list("SELECT id FROM access_keys ORDER BY id", row -> row.getString(1))) {
      Sealed sealed = find(tx, id).orElseThrow().sealed();
      tx.update(
          "UPDATE access_keys SET sealed = ? WHERE id = ?",
          again.again(object.apply(id), sealed).bytes(),
          id);
    }
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
