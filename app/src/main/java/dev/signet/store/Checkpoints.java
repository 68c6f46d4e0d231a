// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the write-ahead log back and empties it. SQLite does so by itself only while nobody reads;
 * here it is done when the log has grown, and soon after something was destroyed, whose octets
 * stand in older pages of it. Owned by the writer's thread, between two transactions.
 */
final class Checkpoints {
  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

  /** Writers wait for readers that long at most, once in a pause. */
  private static final int PATIENCE_MILLIS = 100;

  private final Session session;
  private final Path wal;
  private final Limits limits;
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

  Checkpoints(Session session, Path wal, Limits limits) {
    this.session = session;
    this.wal = wal;
    this.limits = limits;
  }

  /** The log shall be emptied soon. */
  void want() {
    wanted = true;
  }

  /** Whether it has to be tried again although nothing is written. */
  boolean isWaiting() {
    return wanted;
  }

  /** Empties the log where that is due. */
  void look() {
    if ((wanted || size() > limits.large()) && System.nanoTime() - due >= 0) {
      empty();
    }
  }

  /** Whether nothing more may be written, also after another try to empty it. */
  boolean isFull() {
    return size() > limits.most() && !empty() && size() > limits.most();
  }

  /** Tries it now; a reader of an older state may stand in the way. */
  boolean empty() {
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

  private long size() {
    try {
      return Files.size(wal);
    } catch (IOException e) {
      return 0; // there is none
    }
  }
}
