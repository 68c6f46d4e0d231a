// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.ledger.Change;
import dev.signet.ledger.Follower;
import dev.signet.ledger.Ledger;
import dev.signet.store.SqliteStore;
import dev.signet.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process is alive or gone, never half. */
final class EndingTest {
  @TempDir Path folder;
  private final AtomicInteger halted = new AtomicInteger();

  private Ending ending(Duration most) {
    return new Ending(most, halted::set);
  }

  @Test
  void aCloseThatIsStuckIsCutOff() {
    CountDownLatch never = new CountDownLatch(1);
    ending(Duration.ofMillis(50))
        .close(() -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThat(halted).hasValue(Ending.FAILED);
    never.countDown();
  }

  @Test
  void aCloseThatEndsIsLeftToItself() {
    ending(Duration.ofSeconds(20)).close(() -> {});
    assertThat(halted).hasValue(0);
  }

  @Test
  void aThreadOfOneConnectionEndsAlone() {
    Ending ending = ending(Duration.ofSeconds(20));
    ending.uncaughtException(
        Thread.ofVirtual().name("ads-127.0.0.1").unstarted(() -> {}), new StackOverflowError());
    assertThat(halted).hasValue(0);
    ending.uncaughtException(Thread.currentThread(), new OutOfMemoryError("no thread"));
    assertThat(halted).hasValue(Ending.FAILED);
  }

  @Test
  void aFollowerThatDiesOfAnErrorTakesTheProcessWithIt() {
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(ending(Duration.ofSeconds(20)));
    Ledger ledger = new Ledger();
    try (Store store = SqliteStore.open(folder.resolve("signet.db"), () -> {});
        var follower =
            new Follower(
                "test",
                store,
                ledger,
                0,
                entries -> {
                  throw new StackOverflowError("too deep");
                })) {
      assertThat(follower).isNotNull();
      Home home = new Home(AccountId.DEFAULT, Region.DEFAULT);
      store.write(tx -> {
        ledger.append(tx, new Change(Instant.EPOCH, home, "thing.made", "a", "me"));
        return true;
      });
      eventually("the process is halted", () -> halted.get() == Ending.FAILED);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }
}
