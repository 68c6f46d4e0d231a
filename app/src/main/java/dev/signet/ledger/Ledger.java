// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Region;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Append-only log of changes, written in the transaction that makes the change. */
public final class Ledger {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private long signals; // guarded by lock

  /** A change and its place in the order. */
  public record Entry(long seq, Change change) {}

  /** Appends a change to the running transaction; followers wake when it is durable. */
  public void append(Tx tx, Change change) {
    tx.update(
        "INSERT INTO changes (at, account, region, kind, subject, actor, details)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        change.at().toEpochMilli(),
        change.account().value(),
        change.region().name(),
        change.kind(),
        change.subject(),
        change.actor(),
        change.details());
    tx.afterCommit(this::signal);
  }

  /** The place of the newest change, 0 when there is none. */
  public long newest(Tx tx) {
    return tx.handle()
        .createQuery("SELECT COALESCE(MAX(seq), 0) FROM changes")
        .mapTo(Long.class)
        .one();
  }

  /** Changes after a place, oldest first. */
  public List<Entry> after(Store store, long seq, int limit) {
    return store.read(tx ->
        tx.handle()
            .createQuery(
                "SELECT seq, at, account, region, kind, subject, actor, details FROM changes"
                    + " WHERE seq > :seq ORDER BY seq LIMIT :limit")
            .bind("seq", seq)
            .bind("limit", limit)
            .map((row, context) ->
                new Entry(
                    row.getLong(1),
                    new Change(
                        Instant.ofEpochMilli(row.getLong(2)),
                        new AccountId(row.getString(3)),
                        new Region(row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8))))
            .list());
  }

  /** Waits until the log has grown past what the given count of signals had seen. */
  long awaitGrowth(long seen) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (signals == seen) {
        grown.await();
      }
      return signals;
    } finally {
      lock.unlock();
    }
  }

  /** The same for that long at most. */
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

  private void signal() {
    lock.lock();
    try {
      signals++;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
