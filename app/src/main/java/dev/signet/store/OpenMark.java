// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.kernel.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A row that stands in the database while a server runs on it. Where it stands and no write-ahead
 * log is beside the file, the file was copied from a running server without its newest rows.
 */
final class OpenMark {
  private static final Logger log = LoggerFactory.getLogger(OpenMark.class);
  private static final String NAME = "store.open";

  private OpenMark() {}

  /** The write-ahead log of a database. */
  static Path walOf(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  /** Whether a database has one; asked before the database is opened, which makes one. */
  static boolean hasWal(Path file) {
    return Files.exists(walOf(file));
  }

  /**
   * Sets the mark.
   *
   * @param hadWal what {@link #hasWal} said
   * @throws Refusal when rows are lost
   */
  static void set(Session session, Path file, boolean hadWal) {
    boolean marked = isSet(new Tx(session));
    if (marked && !hadWal) {
      throw new Refusal(
          Refusal.Kind.WRONG_STATE,
          file
              + " was copied from a running server without "
              + walOf(file).getFileName()
              + ", so its newest rows are lost: expected a copy made by 'signet backup', or of"
              + " every file of a server that was stopped; 'signet restore --incomplete' makes a"
              + " folder of what is there");
    }
    if (marked) {
      return;
    }
    try {
      session.update("INSERT INTO settings (name, value) VALUES (?, 'yes')", NAME);
      // Into the file itself, which is what people copy.
      session.first("PRAGMA wal_checkpoint(PASSIVE)", row -> row.getInt(1));
    } catch (DatabaseFailure e) {
      log.warn("a copy of the running database without its -wal is not noticed: {}", e.why());
    }
  }

  /** Whether it stands there. */
  static boolean isSet(Tx tx) {
    return Settings.get(tx, NAME).isPresent();
  }

  /** Takes the mark away; the database has no write-ahead log any more once it is closed. */
  static void remove(Session session) {
    try {
      session.update("DELETE FROM settings WHERE name = ?", NAME);
    } catch (DatabaseFailure e) {
      log.warn("the database is closed as after a crash: {}", e.why());
    }
  }
}
