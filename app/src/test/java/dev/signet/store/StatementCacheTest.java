// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StatementCacheTest {
  private final StatementCache cache = new StatementCache();
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void aStatementThatWasGivenBackIsTakenAgain() throws SQLException {
    PreparedStatement first = cache.take(connection, "SELECT 1");
    PreparedStatement twin = cache.take(connection, "SELECT 1");
    assertThat(twin).isNotSameAs(first);
    cache.giveBack("SELECT 1", first);
    assertThat(cache.take(connection, "SELECT 1")).isSameAs(first);
  }

  @Test
  void ofTwoThatAreGivenBackOneIsKeptAndTheOtherClosed() throws SQLException {
    PreparedStatement first = cache.take(connection, "SELECT 1");
    PreparedStatement twin = cache.take(connection, "SELECT 1");
    cache.giveBack("SELECT 1", first);
    cache.giveBack("SELECT 1", twin);
    assertThat(cache.take(connection, "SELECT 1")).isSameAs(twin);
    assertThat(first.isClosed()).isTrue();
  }

  @Test
  void theOneThatWasUsedLongestAgoGoesFirst() throws SQLException {
    PreparedStatement oldest = cache.take(connection, "SELECT 0");
    cache.giveBack("SELECT 0", oldest);
    for (int i = 1; i <= 256; i++) {
      String sql = "SELECT " + i;
      cache.giveBack(sql, cache.take(connection, sql));
    }
    assertThat(oldest.isClosed()).isTrue();
  }
}
