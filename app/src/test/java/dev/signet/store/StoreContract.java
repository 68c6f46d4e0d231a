// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.kernel.SharedReason;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every store promises. */
abstract class StoreContract {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  abstract Store store();

  @Test
  void aWriteIsSeenByTheNextRead() {
    put("colour", "yellow");
    assertThat(get("colour")).isEqualTo("yellow");
  }

  @Test
  void nothingRemainsOfAWorkThatThrows() {
    assertThatThrownBy(() ->
            store()
                .write(tx -> {
                  put(tx, "half", "done");
                  throw new Refusal(Refusal.Kind.INVALID, "changed my mind");
                }))
        .isInstanceOf(Refusal.class)
        .hasMessage("changed my mind");
    assertThat(get("half")).isNull();
  }

  @Test
  void aWorkThatThrowsDoesNotHarmItsNeighboursInTheSameCommit() throws Exception {
    int workers = 64;
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        int n = i;
        all.add(
            pool.submit(() ->
                store()
                    .write(tx -> {
                      put(tx, "n" + n, "kept");
                      if (n % 3 == 0) {
                        throw new Refusal(Refusal.Kind.INVALID, "every third");
                      }
                      return true;
                    })));
      }
      for (int i = 0; i < workers; i++) {
        Future<?> future = all.get(i);
        if (i % 3 == 0) {
          assertThatThrownBy(future::get).hasRootCauseInstanceOf(Refusal.class);
        } else {
          future.get();
        }
      }
    }
    for (int i = 0; i < workers; i++) {
      assertThat(get("n" + i)).isEqualTo(i % 3 == 0 ? null : "kept");
    }
  }

  @Test
  void transactionsDoNotInterleave() throws Exception {
    put("counter", "0");
    int workers = 50;
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        all.add(
            pool.submit(() ->
                store()
                    .write(tx -> {
                      int n = Integer.parseInt(Settings.get(tx, "counter").orElseThrow());
                      put(tx, "counter", Integer.toString(n + 1));
                      return true;
                    })));
      }
      for (Future<?> future : all) {
        future.get();
      }
    }
    assertThat(get("counter")).isEqualTo("50");
  }

  @Test
  void aSignalRunsOnlyAfterACommit() {
    var signals = new LinkedBlockingQueue<String>();
    assertThatThrownBy(() ->
        store()
            .write(tx -> {
              tx.afterCommit(() -> signals.add("must not run"));
              throw new Refusal(Refusal.Kind.INVALID, "no");
            }));
    store()
        .write(tx -> {
          tx.afterCommit(() -> signals.add("committed"));
          return true;
        });
    assertThat(signals).containsExactly("committed");
  }

  @Test
  void aFollowerSeesEveryChangeOnceInOrder() throws Exception {
    Ledger ledger = new Ledger();
    var seen = new LinkedBlockingQueue<String>();
    var all = new CountDownLatch(200);
    try (var follower =
        new dev.signet.ledger.Follower(
            "test",
            store(),
            ledger,
            0,
            entries ->
                entries.forEach(entry -> {
                  seen.add(entry.change().subject());
                  all.countDown();
                }))) {
      for (int i = 0; i < 200; i++) {
        String subject = "s" + i;
        store()
            .write(tx -> {
              ledger.append(
                  tx,
                  new Change(
                      NOW,
                      new Home(AccountId.DEFAULT, Region.DEFAULT),
                      "thing.made",
                      subject,
                      "me"));
              return true;
            });
      }
      assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      expected.add("s" + i);
    }
    assertThat(List.copyOf(seen)).isEqualTo(expected);
  }

  @Test
  void aWriteThatTheLogTellsNothingOfIsRefusedAndLeavesNothing() {
    assertThatThrownBy(() ->
            store()
                .write(tx -> {
                  Settings.put(tx, "silent", "yes");
                  return true;
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a write without a change in the log");
    assertThat(get("silent")).isNull();
    store().write(tx -> tx.update("DELETE FROM settings WHERE name = ?", "not there"));
  }

  @Test
  void aTokenIsRememberedUntilItsWindowIsOver() {
    Once once = once("token", "print", Once.OtherRequest.SAME_ANSWER);
    remember(once, "arn:1");
    assertThat(answer(once, NOW)).contains("arn:1");
    assertThat(answer(once, NOW.plus(WINDOW))).isEmpty();
    assertThat(answer(once("other", "print", Once.OtherRequest.SAME_ANSWER), NOW)).isEmpty();
  }

  @Test
  void aTokenWithAnotherRequestGetsTheFirstAnswerOrItsOwnOrARefusal() {
    remember(once("same", "a", Once.OtherRequest.SAME_ANSWER), "arn:1");
    assertThat(answer(once("same", "b", Once.OtherRequest.SAME_ANSWER), NOW)).contains("arn:1");

    remember(once("own", "a", Once.OtherRequest.OWN_ANSWER), "arn:a");
    remember(once("own", "b", Once.OtherRequest.OWN_ANSWER), "arn:b");
    assertThat(answer(once("own", "a", Once.OtherRequest.OWN_ANSWER), NOW)).contains("arn:a");
    assertThat(answer(once("own", "c", Once.OtherRequest.OWN_ANSWER), NOW)).isEmpty();

    remember(once("refused", "a", Once.OtherRequest.REFUSED), "arn:1");
    assertThatThrownBy(() -> answer(once("refused", "b", Once.OtherRequest.REFUSED), NOW))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(SharedReason.TOKEN_REUSED));
  }

  private static final Duration WINDOW = Duration.ofMinutes(5);

  private static Once once(String token, String fingerprint, Once.OtherRequest other) {
    return new Once("scope", token, fingerprint, WINDOW, other);
  }

  private void remember(Once once, String answer) {
    store()
        .write(tx -> {
          tx.unrecorded(Unrecorded.HOUSEKEEPING);
          once.remember(tx, answer, NOW);
          return true;
        });
  }

  private Optional<String> answer(Once once, Instant now) {
    return store().read(tx -> once.answer(tx, now));
  }

  private static void put(Tx tx, String name, String value) {
    tx.unrecorded(Unrecorded.HOUSEKEEPING);
    Settings.put(tx, name, value);
  }

  private void put(String name, String value) {
    store()
        .write(tx -> {
          put(tx, name, value);
          return true;
        });
  }

  private @org.jspecify.annotations.Nullable String get(String name) {
    return store().read(tx -> Settings.get(tx, name)).orElse(null);
  }
}
