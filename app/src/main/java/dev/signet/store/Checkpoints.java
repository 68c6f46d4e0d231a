// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the write-ahead log back and empties it: when it has grown, and soon after something was
 * destroyed, whose octets stand in older pages of it. What has grown long is written back by a
 * thread of its own, while writing goes on, so that the writer only does what came meanwhile. All
 * else is owned by the writer's thread, between two transactions.
 */
final class Checkpoints {
  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

  /** Writers wait for readers that long at most, once in a pause. */
  private static final int PATIENCE_MILLIS = 100;

  private final Session session;
  private final Session beside; // owned by the other thread
  private final ExecutorService other =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("signet-checkpoints").daemon().factory());
  private final Path wal;
  private final Limits limits;
  private @Nullable CompletableFuture<?> copying;
  private boolean wanted;
  private long due = System.nanoTime();

  /**
   * How large the write-ahead log becomes, in octets.
   *
   * @param large from then on it is written back, also if that takes waiting
   * @param most from then on nothing is written: somebody reads and does not end
   * @param pause between two tries
   */
  record Limits(long large, long most, Duration pause) {
    static final Limits USUAL = new Limits(16L << 20, 1L << 30, Duration.ofSeconds(1));
  }

  /**
   * The log of a database.
   *
   * @param session the writer's
   * @param beside another
   */
  Checkpoints(Session session, Session beside, Path wal, Limits limits) {
    this.session = session;
    this.beside = beside;
    this.wal = wal;
    this.limits = limits;
    // Else each commit that meets 4 MB writes them back before it is answered.
    session.first("PRAGMA wal_autocheckpoint = 0", row -> row.getInt(1));
  }

  /** The log shall be emptied soon. */
  void want() {
    wanted = true;
  }

  /** Whether there is something to look at although nothing is written. */
  boolean isWaiting() {
    return wanted || copying != null;
  }

  /** Empties the log where that is due. */
  void look() {
    if (copying != null) {
      if (copying.isDone()) {
        empty();
      }
    } else if (System.nanoTime() - due >= 0) {
      if (wanted) {
        empty();
      } else if (size() > limits.large()) {
        copying = CompletableFuture.runAsync(this::copy, other);
      }
    }
  }

  /** Writes back what no reader of an older state needs. */
  private void copy() {
    try {
      beside.first("PRAGMA wal_checkpoint(PASSIVE)", row -> row.getInt(1));
    } catch (DatabaseFailure e) {
      log.debug("the write-ahead log cannot be written back now", e);
    }
  }

  /** Whether nothing more may be written, also after another try to empty it. */
  boolean isFull() {
    return size() > limits.most() && !empty() && size() > limits.most();
  }

  /** Tries it now; a reader of an older state may stand in the way. */
  private boolean empty() {
    awaitCopy();
    due = System.nanoTime() + limits.pause().toNanos();
    session.patience(PATIENCE_MILLIS);
    try {
      boolean done =
          session.first("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1) == 0).orElse(false);
      wanted = wanted && !done;
      return done;
    } catch (DatabaseFailure e) {
      log.debug("the write-ahead log cannot be written back now", e);
      return false;
    } finally {
      session.patience(Database.PATIENCE_MILLIS);
    }
  }

  private void awaitCopy() {
    if (copying != null) {
      copying.join();
      copying = null;
    }
  }

  /** Empties it for the last time. */
  void close() {
    empty();
    other.close();
    beside.close();
  }

  private long size() {
    try {
      return Files.size(wal);
    } catch (IOException e) {
      return 0; // there is none
    }
  }
}
