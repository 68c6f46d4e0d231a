// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import dev.signet.pki.key.KeySpec;
import dev.signet.store.Tx;
import java.util.Optional;

/** Rows of {@code keys}. */
final class KeyTables {
  private KeyTables() {}

  record Row(KeySpec spec, Sealed sealed) {}

  static void insert(Tx tx, NewKey key) {
    tx.handle()
        .createUpdate(
            "INSERT INTO keys (id, spec, public_key, sealed)"
                + " VALUES (:id, :spec, :publicKey, :sealed)")
        .bind("id", key.ref().id())
        .bind("spec", key.spec().name())
        .bind("publicKey", key.publicKey().der())
        .bind("sealed", key.sealed().bytes())
        .execute();
  }

  static Optional<Row> find(Tx tx, KeyRef key) {
    return tx.handle()
        .createQuery("SELECT spec, sealed FROM keys WHERE id = :id")
        .bind("id", key.id())
        .map((row, context) ->
            new Row(KeySpec.valueOf(row.getString(1)), new Sealed(row.getBytes(2))))
        .findOne();
  }

  static void delete(Tx tx, KeyRef key) {
    tx.handle().createUpdate("DELETE FROM keys WHERE id = :id").bind("id", key.id()).execute();
  }
}
