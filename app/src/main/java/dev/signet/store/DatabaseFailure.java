// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.kernel.Refusal;
import java.sql.SQLException;
import java.util.Set;

/** A statement that the database did not carry out. */
final class DatabaseFailure extends IllegalStateException {
  // Primary result codes of SQLite (https://www.sqlite.org/rescode.html).
  private static final int NO_MEMORY = 7;
  private static final int IO_ERROR = 10;
  private static final int CANNOT_OPEN = 14;

  /** After these SQLite may have rolled the whole transaction back. */
  private static final Set<Integer> OF_THE_STORE =
      Set.of(
          DatabaseTrouble.BUSY,
          DatabaseTrouble.LOCKED,
          NO_MEMORY,
          DatabaseTrouble.READ_ONLY,
          IO_ERROR,
          DatabaseTrouble.FULL,
          CANNOT_OPEN);

  private final int code;
  private final String why;

  DatabaseFailure(String sql, SQLException cause) {
    super("the database failed at: " + sql, cause);
    this.code = cause.getErrorCode();
    this.why = DatabaseTrouble.outside(cause).orElse("the database cannot be written");
  }

  /** Whether what holds the data failed, not this statement alone. */
  boolean isOfTheStore() {
    return OF_THE_STORE.contains(code);
  }

  /** Whether nothing was committed, when it was COMMIT that failed so. */
  boolean leavesNothing() {
    return code == DatabaseTrouble.FULL || code == DatabaseTrouble.BUSY;
  }

  boolean isFullDisk() {
    return code == DatabaseTrouble.FULL;
  }

  /** Why, for the log. */
  String why() {
    return why;
  }

  /** What a caller is told whose work was not done because of it. */
  Refusal refusal() {
    return Refusal.unavailable(why() + ": nothing was changed, try again later; reading goes on");
  }
}
