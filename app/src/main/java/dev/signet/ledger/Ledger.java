// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Append-only log of changes, written in the transaction that makes the change. */
public final class Ledger {
  /**
   * One for each certificate that a CA signs: kept for the audit trail; issuing wakes nobody. The
   * index {@code changes_followed} leaves this kind out.
   */
  public static final String SIGNED = "certificate.signed";

  private static final String AFTER =
      "SELECT seq, at, account, region, kind, subject, actor FROM changes WHERE seq > ?";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private long signals; // guarded by lock
  private final List<Consumer<Change>> memories = new CopyOnWriteArrayList<>();
  private final List<Consumer<Change>> witnesses = new CopyOnWriteArrayList<>();

  /** A change and its place in the order. */
  public record Entry(long seq, Change change) {}

  /** Appends a change to the running transaction; followers wake when it is durable. */
  public void append(Tx tx, Change change) {
    tx.update(
        "INSERT INTO changes (at, account, region, kind, subject, actor) VALUES (?, ?, ?, ?, ?, ?)",
        change.at().toEpochMilli(),
        change.home().account().value(),
        change.home().region().name(),
        change.kind(),
        change.subject(),
        change.actor());
    tx.recorded();
    if (!witnesses.isEmpty()) {
      tx.afterCommit(() -> witnesses.forEach(witness -> witness.accept(change)));
    }
    if (!change.kind().equals(SIGNED)) {
      tx.afterCommit(() -> signal(change));
    }
  }

  /** The place of the newest change, 0 when there is none. */
  public long newest(Tx tx) {
    return tx.first("SELECT COALESCE(MAX(seq), 0) FROM changes", row -> row.getLong(1))
        .orElseThrow();
  }

  /** Changes that are followed, after a place, oldest first. */
  public List<Entry> after(Store store, long seq, int limit) {
    return store.read(tx ->
        tx.list(
            AFTER + " AND kind <> 'certificate.signed' ORDER BY seq LIMIT ?",
            Ledger::entry,
            seq,
            limit));
  }

  /** The same with those that nobody is woken for: whoever wants them looks from time to time. */
  public List<Entry> allAfter(Store store, long seq, int limit) {
    return store.read(tx -> tx.list(AFTER + " ORDER BY seq LIMIT ?", Ledger::entry, seq, limit));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong(1),
        new Change(
            Instant.ofEpochMilli(row.getLong(2)),
            new Home(new AccountId(row.getString(3)), new Region(row.getString(4))),
            row.getString(5),
            row.getString(6),
            row.getString(7)));
  }

  /**
   * Tells a memory of every change of this process as soon as it is durable, before its caller
   * hears of it. It may only forget, on the writer's thread.
   */
  void tell(Consumer<Change> memory) {
    memories.add(memory);
  }

  /** The same for every change, also those that nobody follows. */
  void tellAll(Consumer<Change> witness) {
    witnesses.add(witness);
  }

  /** Waits for that long at most until the log has grown past what the count had seen. */
  long awaitGrowth(long seen, Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = atMost.toNanos();
      while (signals == seen && nanos > 0) {
        nanos = grown.awaitNanos(nanos);
      }
      return signals;
    } finally {
      lock.unlock();
    }
  }

  /** How often the log has grown since the start; to be read before looking at the log. */
  long growth() {
    lock.lock();
    try {
      return signals;
    } finally {
      lock.unlock();
    }
  }

  private void signal(Change change) {
    memories.forEach(memory -> memory.accept(change));
    lock.lock();
    try {
      signals++;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
