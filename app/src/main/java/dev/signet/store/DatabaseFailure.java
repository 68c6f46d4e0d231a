// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.kernel.Refusal;
import java.sql.SQLException;
import java.util.Set;

/** A statement that the database did not carry out. */
final class DatabaseFailure extends IllegalStateException {
  // Primary result codes of SQLite (https://www.sqlite.org/rescode.html).
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int NO_MEMORY = 7;
  private static final int READ_ONLY = 8;
  private static final int IO_ERROR = 10;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;

  /** After these SQLite may have rolled the whole transaction back. */
  private static final Set<Integer> OF_THE_STORE =
      Set.of(BUSY, LOCKED, NO_MEMORY, READ_ONLY, IO_ERROR, FULL, CANNOT_OPEN);

  private final int code;

  DatabaseFailure(String sql, SQLException cause) {
    super("the database failed at: " + sql, cause);
    this.code = cause.getErrorCode();
  }

  /** Whether what holds the data failed, not this statement alone. */
  boolean isOfTheStore() {
    return OF_THE_STORE.contains(code);
  }

  /** Whether nothing was committed, when it was COMMIT that failed so. */
  boolean leavesNothing() {
    return code == FULL || code == BUSY;
  }

  boolean isFullDisk() {
    return code == FULL;
  }

  /** Why, for the log. */
  String why() {
    return switch (code) {
      case FULL -> "the disk is full";
      case BUSY, LOCKED -> "another program holds the database";
      case READ_ONLY -> "the database is read-only";
      default -> "the database cannot be written";
    };
  }

  /** What a caller is told whose work was not done because of it. */
  Refusal refusal() {
    return Refusal.unavailable(why() + ": nothing was changed, try again later; reading goes on");
  }
}
