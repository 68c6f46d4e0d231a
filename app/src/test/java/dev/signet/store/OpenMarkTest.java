// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a database that lacks its newest rows is noticed. */
final class OpenMarkTest {
  @TempDir Path folder;
  private Path original;
  private Path copied;

  @BeforeEach
  void folders() throws IOException {
    original = Files.createDirectory(folder.resolve("original"));
    copied = Files.createDirectory(folder.resolve("copied"));
  }

  @Test
  void aCopyOfARunningDatabaseWithoutItsLogIsRefusedAsOftenAsItIsTried() throws IOException {
    try (SqliteStore running = open(original)) {
      put(running);
      copy("signet.db");
    }
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> open(copied).close())
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("without signet.db-wal")
          .hasMessageContaining("signet backup");
      assertThat(SqliteFile.isTorn(copied.resolve("signet.db"))).isTrue();
    }
  }

  @Test
  void aCopyWithItsLogAsAfterACrashIsTaken() throws IOException {
    try (SqliteStore running = open(original)) {
      put(running);
      copy("signet.db", "signet.db-wal");
    }
    assertTaken();
  }

  @Test
  void aCopyOfAClosedDatabaseIsTaken() throws IOException {
    SqliteStore closed = open(original);
    put(closed);
    closed.close();
    assertThat(Files.exists(original.resolve("signet.db-wal"))).isFalse();
    copy("signet.db");
    assertTaken();
  }

  private void assertTaken() {
    try (SqliteStore store = open(copied)) {
      Optional<String> mine = store.read(tx -> Settings.get(tx, "mine"));
      assertThat(mine).contains("kept");
    }
  }

  private static void put(SqliteStore store) {
    store.write(tx -> {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      Settings.put(tx, "mine", "kept");
      return true;
    });
  }

  private void copy(String... files) throws IOException {
    for (String file : List.of(files)) {
      Files.copy(original.resolve(file), copied.resolve(file));
    }
  }

  private static SqliteStore open(Path folder) {
    return SqliteStore.open(folder.resolve("signet.db"), () -> {});
  }
}
