// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection with its prepared statements; owned by the thread that holds it. */
final class Session implements AutoCloseable {
  private final Connection connection;
  private final StatementCache statements = new StatementCache();

  Session(Connection connection) {
    this.connection = connection;
  }

  int update(String sql, @Nullable Object... values) {
    return run(sql, values, PreparedStatement::executeUpdate);
  }

  <T> Optional<T> first(String sql, Tx.Reading<T> reading, @Nullable Object... values) {
    return run(
        sql,
        values,
        statement -> {
          try (ResultSet row = statement.executeQuery()) {
            return row.next() ? Optional.of(reading.read(row)) : Optional.empty();
          }
        });
  }

  <T> List<T> list(String sql, Tx.Reading<T> reading, @Nullable Object... values) {
    return run(
        sql,
        values,
        statement -> {
          List<T> all = new ArrayList<>();
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              all.add(reading.read(row));
            }
          }
          return all;
        });
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /** A statement that failed is closed, not kept, so that its own failure is what is told. */
  private <T> T run(String sql, @Nullable Object[] values, Use<T> use) {
    try {
      PreparedStatement statement = statements.take(connection, sql);
      boolean ended = false;
      try {
        for (int i = 0; i < values.length; i++) {
          statement.setObject(i + 1, values[i]);
        }
        T result = use.of(statement);
        ended = true;
        statements.giveBack(sql, statement);
        return result;
      } finally {
        if (!ended) {
          statement.close();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database failed at: " + sql, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be closed", e);
    }
  }
}
