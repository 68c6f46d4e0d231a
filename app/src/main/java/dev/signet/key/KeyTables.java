// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import dev.signet.pki.key.KeySpec;
import dev.signet.store.Tx;
import java.util.Optional;
import java.util.function.Function;

/** Rows of {@code keys}. */
final class KeyTables {
  private KeyTables() {}

  record Row(KeySpec spec, Sealed sealed) {}

  static void insert(Tx tx, NewKey key) {
    tx.update(
        "INSERT INTO keys (id, spec, public_key, sealed) VALUES (?, ?, ?, ?)",
        key.ref().id(),
        key.spec().name(),
        key.publicKey().der(),
        key.sealed().bytes());
  }

  static Optional<Row> find(Tx tx, KeyRef key) {
    return tx.first(
        "SELECT spec, sealed FROM keys WHERE id = ?",
        row -> new Row(KeySpec.valueOf(row.getString(1)), new Sealed(row.getBytes(2))),
        key.id());
  }

  static void delete(Tx tx, KeyRef key) {
    tx.update("DELETE FROM keys WHERE id = ?", key.id());
  }

  static void sealAnew(Tx tx, Function<KeyRef, String> object, SealedRows.Sealing again) {
    for (String id : tx.list("SELECT id FROM keys ORDER BY id", row -> row.getString(1))) {
      KeyRef key = new KeyRef(id);
      Sealed sealed = find(tx, key).orElseThrow().sealed();
      tx.update(
          "UPDATE keys SET sealed = ? WHERE id = ?",
          again.again(object.apply(key), sealed).bytes(),
          id);
    }
  }
}
