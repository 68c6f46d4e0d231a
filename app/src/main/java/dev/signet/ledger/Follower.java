// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import dev.signet.store.Store;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log in order and hands each batch to one reader, on a virtual thread of its own. What
 * the reader throws is logged and the batch is handed over again: a follower never skips.
 */
public final class Follower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Follower.class);
  private static final int BATCH = 1000;

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
    this.thread = Thread.ofVirtual().name("follower-" + name).start(this::loop);
  }

  private void loop() {
    try {
      long seen = ledger.growth();
      while (!Thread.currentThread().isInterrupted()) {
        while (step()) {}
        seen = ledger.awaitGrowth(seen);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands over one batch; whether there was one. */
  private boolean step() {
    try {
      List<Ledger.Entry> entries = ledger.after(store, place, BATCH);
      if (entries.isEmpty()) {
        return false;
      }
      reader.accept(entries);
      place = entries.getLast().seq();
      return true;
    } catch (RuntimeException e) {
      log.error("a follower failed at {}; it tries again with the next change", place, e);
      return false;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
