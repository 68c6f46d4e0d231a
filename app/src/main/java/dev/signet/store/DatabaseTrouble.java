// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says why a database could not be used, in words for people. */
public final class DatabaseTrouble {
  // Primary result codes of SQLite (https://www.sqlite.org/rescode.html).
  static final int BUSY = 5;
  static final int LOCKED = 6;
  static final int READ_ONLY = 8;
  static final int FULL = 13;

  private DatabaseTrouble() {}

  /** The cause where it lies outside of the database, else what the database says. */
  public static String of(SQLException failure) {
    return outside(failure).orElseGet(() -> String.valueOf(failure.getMessage()));
  }

  /** What a person mends elsewhere: the disk, another program, the rights on the file. */
  public static Optional<String> outside(SQLException failure) {
    return switch (failure.getErrorCode()) {
      case FULL -> Optional.of("the disk is full");
      case BUSY, LOCKED -> Optional.of("another program holds the database");
      case READ_ONLY -> Optional.of("the database is read-only");
      default -> isWithoutRoom(failure) ? Optional.of("the disk is full") : Optional.empty();
    };
  }

  /** Room for the memory that processes share is asked for first, and has a code of its own. */
  private static boolean isWithoutRoom(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE;
  }
}
