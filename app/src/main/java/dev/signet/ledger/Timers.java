// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import dev.signet.kernel.BackOff;
import dev.signet.kernel.Refusal;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be done later. A timer is a row that is written in the transaction of the fact that
 * needs it, and that is removed in the transaction that does what was due: so a crash, a restart or
 * a clock that jumps loses none and does none twice. A timer that throws falls due again.
 */
public final class Timers {
  private static final Logger log = LoggerFactory.getLogger(Timers.class);

  /** Handled in one round, so that other work gets its turn. */
  private static final int BATCH = 100;

  private final Store store;
  private final InstantSource clock;
  private final Map<String, Task> tasks = new ConcurrentHashMap<>();
  private final Set<String> destroying = ConcurrentHashMap.newKeySet();
  private final ClockCheck check;
  private final Alarm alarm = new Alarm();
  private final List<Alarm> alarms; // of all that share the store
  private final int together;

  /** Does what is due. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Runs in the transaction that also removes the timer; it appends the change that it makes.
     *
     * @return empty when it is done, or when the timer falls due again, which may be at once: long
     *     work is done in pieces
     */
    Optional<Instant> due(Tx tx, String subject, Instant now);
  }

  /**
   * Does what is due where that takes too long for a transaction, which keeps all others waiting.
   */
  @FunctionalInterface
  public interface Task {
    /**
     * Does the work, and answers what ends it in the transaction that also removes the timer. The
     * end looks again at what the work went by: that may have changed meanwhile, and {@link
     * #hasten} does not move a timer that is due already.
     */
    Handler prepare(String subject, Instant now);
  }

  /** One timer that is due. */
  private record Due(String kind, String subject) {}

  public Timers(Store store, InstantSource clock) {
    this(store, clock, new CopyOnWriteArrayList<>(), 1);
  }

  private Timers(Store store, InstantSource clock, List<Alarm> alarms, int together) {
    this.store = store;
    this.clock = clock;
    this.check = new ClockCheck(store);
    this.alarms = alarms;
    this.together = together;
    alarms.add(alarm);
  }

  /**
   * Timers of the same store for a loop of their own, so that what takes long and the others do not
   * wait for each other.
   */
  public Timers apart() {
    return apart(1);
  }

  /** The same, of which so many are done together, each on a thread that gets its share of time. */
  public Timers apart(int newTogether) {
    return new Timers(store, clock, alarms, newTogether);
  }

  /**
   * Says what is done when timers of a kind fall due.
   *
   * @param kind what waits, for example {@code authority.removal}
   */
  public void on(String kind, Handler handler) {
    onTask(kind, (_, _) -> handler);
  }

  /** The same for work that takes its time. */
  public void onTask(String kind, Task task) {
    if (tasks.put(kind, task) != null) {
      throw new IllegalArgumentException(kind + " has two handlers");
    }
  }

  /**
   * The same for timers that destroy what nobody can bring back: they wait while the clock is not
   * believed, see {@link ClockCheck}.
   */
  public void onDestroying(String kind, Handler handler) {
    destroying.add(kind);
    on(kind, handler);
  }

  /** Sets the timer of a subject, or moves it. */
  public void set(Tx tx, String kind, String subject, Instant due) {
    tx.update(
        "INSERT INTO timers (kind, subject, due, attempts) VALUES (?, ?, ?, 0)"
            + " ON CONFLICT (kind, subject) DO UPDATE SET due = excluded.due, attempts = 0",
        kind,
        subject,
        due.toEpochMilli());
    tx.afterCommit(this::ring);
  }

  /** Sets the timer of a subject, unless it falls due sooner by itself. */
  public void hasten(Tx tx, String kind, String subject, Instant due) {
    tx.update(
        "INSERT INTO timers (kind, subject, due, attempts) VALUES (?, ?, ?, 0)"
            + " ON CONFLICT (kind, subject) DO UPDATE SET due ="
            + " CASE WHEN timers.due < excluded.due THEN timers.due ELSE excluded.due END",
        kind,
        subject,
        due.toEpochMilli());
    tx.afterCommit(this::ring);
  }

  /** Whether the subject has one. */
  public boolean isSet(Tx tx, String kind, String subject) {
    return tx.first(
            "SELECT 1 FROM timers WHERE kind = ? AND subject = ?",
            row -> row.getInt(1),
            kind,
            subject)
        .isPresent();
  }

  /** Takes the timer of a subject away, if there is one. */
  public void cancel(Tx tx, String kind, String subject) {
    tx.update("DELETE FROM timers WHERE kind = ? AND subject = ?", kind, subject);
  }

  /**
   * Does what is due now, a bounded part of it.
   *
   * @return when to look again; empty when no timer waits
   */
  public Optional<Instant> runDue() {
    Instant now = clock.instant();
    boolean believed = check.isBelieved(now);
    List<String> kinds =
        tasks.keySet().stream().filter(kind -> believed || !destroying.contains(kind)).toList();
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    List<Due> all = due(kinds, now);
    if (together == 1 || all.size() < 2) {
      all.forEach(due -> fire(due, now));
    } else {
      fireTogether(all, now);
    }
    return next(kinds);
  }

  /** Returns once all are done; what one of them throws is thrown then. */
  private void fireTogether(List<Due> all, Instant now) {
    var threads = Thread.ofPlatform().name("signet-timers-", 0).daemon().factory();
    List<Future<?>> fired = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(together, threads)) {
      all.forEach(due -> fired.add(pool.submit(() -> fire(due, now))));
    }
    for (Future<?> each : fired) {
      if (each.state() == Future.State.FAILED) {
        switch (each.exceptionNow()) {
          case RuntimeException failure -> throw failure;
          case Error failure -> throw failure;
          case Throwable other -> throw new IllegalStateException(other);
        }
      }
    }
  }

  private List<Due> due(List<String> kinds, Instant now) {
    List<Object> values = new ArrayList<>(kinds);
    values.add(now.toEpochMilli());
    values.add(BATCH);
    return store.read(tx ->
        tx.list(
            "SELECT kind, subject FROM timers WHERE kind IN "
                + marks(kinds)
                + " AND due <= ? ORDER BY due, kind, subject LIMIT ?",
            row -> new Due(row.getString(1), row.getString(2)),
            values.toArray()));
  }

  private Optional<Instant> next(List<String> kinds) {
    return store.read(tx ->
        tx.first(
            "SELECT due FROM timers WHERE kind IN " + marks(kinds) + " ORDER BY due LIMIT 1",
            row -> Instant.ofEpochMilli(row.getLong(1)),
            kinds.toArray()));
  }

  private static String marks(List<String> kinds) {
    return kinds.stream().map(_ -> "?").collect(Collectors.joining(", ", "(", ")"));
  }

  private void fire(Due due, Instant now) {
    Task task = Objects.requireNonNull(tasks.get(due.kind()));
    try {
      Handler handler = task.prepare(due.subject(), now);
      store.write(tx -> run(tx, due, handler, now));
    } catch (Refusal refusal) {
      if (refusal.kind() == Refusal.Kind.UNAVAILABLE) {
        throw refusal; // nothing can be written: all of them stay due
      }
      again(due, now, refusal);
    } catch (RuntimeException e) {
      again(due, now, e);
    }
  }

  private void again(Due due, Instant now, RuntimeException e) {
    log.error("timer {} of {} failed and is tried again", due.kind(), due.subject(), e);
    store.write(tx -> postpone(tx, due, now));
  }

  private static boolean run(Tx tx, Due due, Handler handler, Instant now) {
    int taken =
        tx.update(
            "DELETE FROM timers WHERE kind = ? AND subject = ? AND due <= ?",
            due.kind(),
            due.subject(),
            now.toEpochMilli());
    if (taken == 0) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING); // moved, or done by another process
      return false;
    }
    Optional<Instant> again = handler.due(tx, due.subject(), now);
    again.ifPresent(instant -> put(tx, due, instant, 0));
    return true;
  }

  private static boolean postpone(Tx tx, Due due, Instant now) {
    int attempts =
        tx.first(
                "SELECT attempts FROM timers WHERE kind = ? AND subject = ?",
                row -> row.getInt(1),
                due.kind(),
                due.subject())
            .orElse(0);
    tx.update(
        "UPDATE timers SET due = ?, attempts = ? WHERE kind = ? AND subject = ?",
        now.plus(BackOff.pause(attempts)).toEpochMilli(),
        attempts + 1,
        due.kind(),
        due.subject());
    tx.unrecorded(Unrecorded.HOUSEKEEPING);
    return true;
  }

  private static void put(Tx tx, Due due, Instant at, int attempts) {
    tx.update(
        "INSERT INTO timers (kind, subject, due, attempts) VALUES (?, ?, ?, ?)",
        due.kind(),
        due.subject(),
        at.toEpochMilli(),
        attempts);
  }

  private void ring() {
    alarms.forEach(Alarm::ring);
  }

  /** Rings when a timer was set. */
  Alarm alarm() {
    return alarm;
  }

  InstantSource clock() {
    return clock;
  }
}
