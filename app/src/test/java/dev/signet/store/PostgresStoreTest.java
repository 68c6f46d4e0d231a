// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.testkit.TestStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/** The contract on a real PostgreSQL, which {@code ./signet test extra} starts. */
@Tag("postgres")
final class PostgresStoreTest extends StoreContract {
  private PostgresStore store;

  @BeforeEach
  void open() {
    store =
        PostgresStore.open(
            TestStores.postgres().orElseThrow(), "contract_" + Long.toHexString(System.nanoTime()));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  Store store() {
    return store;
  }
}
