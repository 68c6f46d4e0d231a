// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteStoreTest extends StoreContract {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = open(folder.resolve("signet.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  Store store() {
    return store;
  }

  @Test
  void everyCommitReachesTheDisk() {
    record Pragmas(String journal, int synchronous) {}
    Pragmas writer =
        store.write(tx ->
            new Pragmas(
                tx.first("PRAGMA journal_mode", row -> row.getString(1)).orElseThrow(),
                tx.first("PRAGMA synchronous", row -> row.getInt(1)).orElseThrow()));
    assertThat(writer).isEqualTo(new Pragmas("wal", 2)); // 2 is FULL
  }

  @Test
  void theSchemaNumberIsThatOfTheNewestMigration() {
    int newest =
        store.read(tx ->
            tx.first(
                    "SELECT MAX(CAST(version AS INTEGER)) FROM flyway_schema_history",
                    row -> row.getInt(1))
                .orElseThrow());
    assertThat(newest).isEqualTo(Database.SCHEMA);
  }

  @Test
  void everyTableThatMigrationsMakeIsKnownAsOurs() {
    List<String> tables =
        store.read(tx ->
            tx.list(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                    + " AND substr(name, 1, 7) <> 'sqlite_'",
                row -> row.getString(1)));
    assertThat(tables).containsExactlyInAnyOrderElementsOf(OwnSchema.TABLES);
  }

  @Test
  void whatWasWrittenIsThereAfterReopening() {
    store.write(tx -> {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      Settings.put(tx, "kept", "yes");
      return true;
    });
    store.close();
    store = open(folder.resolve("signet.db"));
    assertThat(store.read(tx -> Settings.get(tx, "kept")).orElse("gone")).isEqualTo("yes");
  }

  @Test
  void aNewerSchemaIsRefused() throws Exception {
    store.close();
    Path file = folder.resolve("signet.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 9999");
    }
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> open(file))
        .hasMessageContaining("written by a newer Signet");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = " + Database.SCHEMA);
    }
    store = open(file);
  }

  private static SqliteStore open(Path file) {
    return SqliteStore.open(
        file,
        () -> {
          throw new AssertionError("unknown outcome");
        });
  }
}
