// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a person is told of a database that cannot be used. */
final class DatabaseTroubleTest {
  @TempDir private Path folder;

  @Test
  void aFullDiskIsCalledSo() throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("small.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA max_page_count = 2");
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 9; i++) {
                  statement.execute("CREATE TABLE t" + i + " (a)");
                }
              })
          .isInstanceOfSatisfying(
              SQLException.class,
              full -> assertThat(DatabaseTrouble.of(full)).isEqualTo("the disk is full"));
    }
    assertThat(DatabaseTrouble.of(new SQLiteException("x", SQLiteErrorCode.SQLITE_IOERR_SHMSIZE)))
        .isEqualTo("the disk is full");
  }

  @Test
  void whatIsNotKnownIsToldAsTheDatabaseSaysIt() {
    assertThat(DatabaseTrouble.of(new SQLiteException("odd", SQLiteErrorCode.SQLITE_CORRUPT)))
        .isEqualTo("odd");
  }
}
