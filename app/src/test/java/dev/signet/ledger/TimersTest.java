// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.ground.Ground;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.store.Unrecorded;
import dev.signet.testkit.Eventually;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TimersTest {
  private static final String KIND = "thing.removal";
  private static final Home HOME = new Home(AccountId.DEFAULT, Region.DEFAULT);

  @TempDir Path folder;
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final List<String> done = new CopyOnWriteArrayList<>();
  private Grounds grounds;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, new SeededEntropy(1));
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  @Test
  void aTimerFallsDueOnceAtItsTimeAndNotBefore() {
    on(this::remove);
    set("a", 10);
    clock.advance(Duration.ofSeconds(9));
    timers().runDue();
    assertThat(done).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    assertThat(timers().runDue()).isEmpty();
    timers().runDue();
    assertThat(done).containsExactly("a");
  }

  @Test
  void aTimerIsMovedByAnotherSetAndTakenAway() {
    on(this::remove);
    set("a", 10);
    set("a", 20);
    set("b", 10);
    grounds
        .ground()
        .store()
        .write(tx -> {
          tx.unrecorded(Unrecorded.HOUSEKEEPING);
          timers().cancel(tx, KIND, "b");
          return true;
        });
    clock.advance(Duration.ofSeconds(15));
    assertThat(timers().runDue()).contains(clock.instant().plusSeconds(5));
    assertThat(done).isEmpty();
  }

  @Test
  void aTimerThatThrowsIsTriedAgainAndNothingRemainsOfItsTry() {
    List<Instant> tries = new ArrayList<>();
    on((tx, subject, now) -> {
      tries.add(now);
      remove(tx, subject, now);
      if (tries.size() < 3) {
        throw new IllegalStateException("not yet");
      }
      return Optional.empty();
    });
    set("a", 0);
    for (int i = 0; i < 10; i++) {
      timers().runDue();
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(tries).hasSize(3);
    assertThat(Duration.between(tries.get(1), tries.get(2))).isGreaterThan(Duration.ofSeconds(1));
    assertThat(changes()).containsExactly("a");
  }

  @Test
  void longWorkIsDoneInPieces() {
    on((tx, subject, now) -> {
      remove(tx, subject, now);
      return done.size() < 5 ? Optional.of(now) : Optional.empty();
    });
    set("a", 0);
    for (int i = 0; i < 10; i++) {
      timers().runDue();
    }
    assertThat(done).hasSize(5);
  }

  @Test
  void aRestartLosesAndDoublesNothing() {
    on(this::remove);
    set("a", 10);
    set("b", 20);
    clock.advance(Duration.ofSeconds(10));
    timers().runDue();
    grounds.close();
    grounds = Grounds.open(folder, clock, new SeededEntropy(2));
    on(this::remove);
    clock.advance(Duration.ofSeconds(10));
    timers().runDue();
    timers().runDue();
    assertThat(done).containsExactly("a", "b");
    assertThat(changes()).containsExactly("a", "b");
  }

  @Test
  void aClockThatJumpsForwardAndBackLosesAndDoublesNothing() {
    on(this::remove);
    set("a", 10);
    clock.advance(Duration.ofDays(365));
    timers().runDue();
    clock.advance(Duration.ofDays(-365));
    set("b", 10);
    timers().runDue();
    clock.advance(Duration.ofSeconds(10));
    timers().runDue();
    assertThat(done).containsExactly("a", "b");
  }

  @Test
  void theLoopFollowsTheGivenClock() {
    on(this::remove);
    set("a", 3600);
    try (var loop = new TimerLoop(timers())) {
      clock.advance(Duration.ofHours(1));
      Eventually.eventually("the timer ran", () -> done.equals(List.of("a")));
    }
  }

  @Test
  void twoProcessesDoWhatIsDueOnce() throws Exception {
    Ground other = Grounds.over(grounds.ground().store(), folder, clock, new SeededEntropy(3));
    on(this::remove);
    other.timers().on(KIND, this::remove);
    for (int i = 0; i < 50; i++) {
      set("s" + i, 0);
    }
    Thread beside = Thread.ofVirtual().start(() -> other.timers().runDue());
    timers().runDue();
    beside.join();
    other.memories().close();
    assertThat(done).hasSize(50).doesNotHaveDuplicates();
  }

  private Timers timers() {
    return grounds.ground().timers();
  }

  private void on(Timers.Handler handler) {
    timers().on(KIND, handler);
  }

  private Optional<Instant> remove(dev.signet.store.Tx tx, String subject, Instant now) {
    grounds.ground().ledger().append(tx, Change.byServer(HOME, now, "thing.removed", subject));
    done.add(subject);
    return Optional.empty();
  }

  private void set(String subject, int seconds) {
    grounds
        .ground()
        .store()
        .write(tx -> {
          tx.unrecorded(Unrecorded.HOUSEKEEPING);
          timers().set(tx, KIND, subject, clock.instant().plusSeconds(seconds));
          return true;
        });
  }

  private List<String> changes() {
    return grounds.ground().ledger().after(grounds.ground().store(), 0, 100).stream()
        .map(entry -> entry.change().subject())
        .toList();
  }
}
