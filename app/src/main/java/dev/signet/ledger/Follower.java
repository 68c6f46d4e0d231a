// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import dev.signet.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log in order and hands each batch to one reader, on a virtual thread of its own. What
 * the reader throws is logged and the batch is handed over again a little later: a follower never
 * skips.
 */
public final class Follower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Follower.class);
  private static final int BATCH = 1000;

  /** Growth that this process did not cause is found by looking. */
  private static final Duration POLL = Duration.ofSeconds(1);

  private final Store store;
  private final Ledger ledger;
  private final Consumer<List<Ledger.Entry>> reader;
  private final Thread thread;
  private long place; // owned by the thread

  /**
   * Starts to follow.
   *
   * @param after the place of the last change that the reader already knows
   */
  public Follower(
      String name, Store store, Ledger ledger, long after, Consumer<List<Ledger.Entry>> reader) {
    this.store = store;
    this.ledger = ledger;
    this.reader = reader;
    this.place = after;
    this.thread = Thread.ofVirtual().name("signet-follower-" + name).start(this::loop);
  }

  private void loop() {
    try {
      long seen = ledger.growth();
      while (!Thread.currentThread().isInterrupted()) {
        readToTheEnd();
        seen = ledger.awaitGrowth(seen, POLL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands over all there is; what the reader did not take stays for the next time. */
  private void readToTheEnd() {
    try {
      List<Ledger.Entry> entries = ledger.after(store, place, BATCH);
      while (!entries.isEmpty()) {
        reader.accept(entries);
        place = entries.getLast().seq();
        entries = ledger.after(store, place, BATCH);
      }
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        log.error("a follower failed at {} and tries again", place, e);
      }
    }
  }

  /** Returns once the thread has ended, so that what it reads can be closed after it. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
