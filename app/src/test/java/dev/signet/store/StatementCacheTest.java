// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
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
    cache.giveBack(first);
    assertThat(cache.take(connection, "SELECT 1")).isSameAs(first);
  }

  @Test
  void oneThatIsGivenBackTwiceIsNotClosed() throws SQLException {
    PreparedStatement statement = cache.take(connection, "SELECT 1");
    cache.giveBack(statement);
    cache.giveBack(statement);
    assertThat(cache.take(connection, "SELECT 1")).isSameAs(statement);
    assertThat(statement.isClosed()).isFalse();
  }

  @Test
  void statementsWithNamedValuesAreKeptToo() throws SQLException {
    // JDBI closes them by the text with the names, and prepares them by the one with the marks.
    try (Handle handle = Jdbi.create(connection).open()) {
      handle.setStatementBuilder(cache);
      handle.createQuery("SELECT :a").bind("a", 1).mapTo(Integer.class).one();
      PreparedStatement kept = cache.take(connection, "SELECT ?");
      cache.giveBack(kept);
      handle.createQuery("SELECT :a").bind("a", 2).mapTo(Integer.class).one();
      assertThat(cache.take(connection, "SELECT ?")).isSameAs(kept);
    }
  }
}
