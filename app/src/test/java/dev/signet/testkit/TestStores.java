// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import dev.signet.kernel.Sha256;
import dev.signet.store.PostgresStore;
import dev.signet.store.SqliteStore;
import dev.signet.store.Store;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The database that tests of rooms run on: SQLite, or PostgreSQL where {@code -Dsignet.postgres}
 * names one, so that every table and query of the program is tried on both.
 */
public final class TestStores {
  private TestStores() {}

  /** The JDBC address of a PostgreSQL, if one was started for the tests. */
  public static Optional<String> postgres() {
    return Optional.ofNullable(System.getProperty("signet.postgres")).filter(url -> !url.isEmpty());
  }

  /** The store of a folder; the same folder finds what was written. */
  public static Store open(Path folder) {
    return postgres()
        .<Store>map(
            url -> PostgresStore.open(url, "t" + Sha256.name(folder.toAbsolutePath().toString())))
        .orElseGet(() ->
            SqliteStore.open(
                folder.resolve("signet.db"),
                () -> {
                  throw new AssertionError("a commit failed");
                }));
  }
}
