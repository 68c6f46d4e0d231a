// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readings that take long delay no other, and one that fails leaves nothing behind. */
final class ReadersTest {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("signet.db"), () -> {});
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void eightSlowReadingsDoNotDelayAQuickOne() throws Exception {
    CountDownLatch begun = new CountDownLatch(8);
    CountDownLatch end = new CountDownLatch(1);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> slow = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        slow.add(
            pool.submit(() ->
                store.read(tx -> {
                  begun.countDown();
                  return waited(end);
                })));
      }
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(pool.submit(() -> store.read(tx -> "quick")).get(20, TimeUnit.SECONDS))
          .isEqualTo("quick");
      end.countDown();
      for (Future<Boolean> each : slow) {
        assertThat(each.get()).isTrue();
      }
    }
  }

  private static boolean waited(CountDownLatch end) {
    try {
      return end.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aReadingOccupiesNoCarrierOfVirtualThreads() throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      assertThat(pool.submit(() -> store.read(tx -> Thread.currentThread().isVirtual())).get())
          .isFalse();
    }
  }

  @Test
  void whatAReadingThrowsReachesItsCallerAndEveryLaterReadingSeesTheNewest() {
    for (int i = 0; i < 3 * Readers.CONNECTIONS; i++) {
      int n = i;
      assertThatThrownBy(() ->
              store.read(tx -> {
                Settings.get(tx, "n");
                if (n % 2 == 0) {
                  throw new IllegalArgumentException("no");
                }
                return tx.list("SELECT nothing FROM nowhere", row -> 1);
              }))
          .isInstanceOf(n % 2 == 0 ? IllegalArgumentException.class : IllegalStateException.class);
    }
    for (int i = 0; i < 3 * Readers.CONNECTIONS; i++) {
      String value = "v" + i;
      store.write(tx -> {
        tx.unrecorded(Unrecorded.HOUSEKEEPING);
        Settings.put(tx, "n", value);
        return true;
      });
      Optional<String> read = store.read(tx -> Settings.get(tx, "n"));
      assertThat(read).contains(value);
    }
  }
}
