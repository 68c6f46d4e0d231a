// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead log neither keeps what was destroyed nor grows without bound. */
final class CheckpointsTest {
  private static final long LARGE = 1 << 20;
  private static final long MOST = 8 << 20;
  private static final String SECRET = "sealed octets of a key that is destroyed";

  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store =
        SqliteStore.open(
            folder.resolve("signet.db"),
            () -> {
              throw new AssertionError("unknown outcome");
            },
            new Checkpoints.Limits(LARGE, MOST, Duration.ofMillis(20)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatIsDestroyedLeavesTheDiskAlsoWhenNothingElseIsWritten() {
    put("secret", SECRET);
    assertThat(isOnDisk()).isTrue();
    destroy();
    eventually("it is in no file", () -> !isOnDisk());
  }

  @Test
  void whatIsDestroyedLeavesTheDiskOnceAReaderOfAnOlderStateHasEnded() throws Exception {
    put("secret", SECRET);
    try (Connection other = reader()) {
      destroy();
      put("later", "not delayed");
      assertThat(isOnDisk()).isTrue();
      end(other);
    }
    eventually("it is in no file", () -> !isOnDisk());
  }

  @Test
  void aLogThatHasGrownIsEmptiedAlsoWhenNothingElseIsWritten() {
    put("much", text(1).repeat(20));
    eventually("it is empty", () -> walSize() == 0);
  }

  @Test
  void theLogIsWrittenBackWhileSomebodyAlwaysReads() throws Exception {
    AtomicBoolean writing = new AtomicBoolean(true);
    Runnable reading =
        () -> {
          while (writing.get()) {
            store.read(tx -> tx.list("SELECT value FROM settings", row -> row.getString(1)));
          }
        };
    Thread one = Thread.ofVirtual().start(reading);
    Thread other = Thread.ofVirtual().start(reading);
    long largest = 0;
    for (int i = 0; i < 400; i++) {
      put("n" + i % 10, text(i));
      largest = Math.max(largest, walSize());
    }
    writing.set(false);
    one.join();
    other.join();
    assertThat(largest).isLessThan(MOST + LARGE); // 40 MB were written
  }

  @Test
  void aReaderThatNeverEndsStopsWritesBeforeTheDiskIsFull() throws Exception {
    try (Connection other = reader()) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  put("n" + i % 10, text(i));
                }
              })
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNAVAILABLE))
          .hasMessageContaining("another program keeps reading");
      assertThat(walSize()).isLessThan(2 * MOST);
      end(other);
    }
    put("n", "again");
  }

  /** Another text each time: what is the same SQLite does not write. */
  private static String text(int number) {
    return "%05d".formatted(number).repeat(20_000);
  }

  /** Another program in the middle of reading. */
  private Connection reader() throws SQLException {
    Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder + "/signet.db");
    try (Statement statement = other.createStatement()) {
      statement.execute("BEGIN");
      statement.executeQuery("SELECT count(*) FROM settings").close();
    }
    return other;
  }

  private static void end(Connection reader) throws SQLException {
    try (Statement statement = reader.createStatement()) {
      statement.execute("ROLLBACK");
    }
  }

  private void put(String name, String value) {
    store.write(tx -> {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      Settings.put(tx, name, value);
      return true;
    });
  }

  private void destroy() {
    store.write(tx -> {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      tx.erased();
      return tx.update("DELETE FROM settings WHERE name = 'secret'");
    });
  }

  private long walSize() {
    try {
      return Files.size(folder.resolve("signet.db-wal"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOnDisk() {
    try {
      for (String file : new String[] {"signet.db", "signet.db-wal"}) {
        if (Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1).contains(SECRET)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
