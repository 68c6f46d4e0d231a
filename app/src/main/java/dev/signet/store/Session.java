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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/** One connection with its prepared statements; owned by the thread that holds it. */
final class Session implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Session.class);

  private final Connection connection;
  private final StatementCache statements = new StatementCache();
  private boolean inTransaction;
  private @Nullable DatabaseFailure failure; // of the transaction

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

  /** How long a statement waits for what others hold. */
  void patience(int millis) {
    try {
      connection.unwrap(SQLiteConnection.class).setBusyTimeout(millis);
    } catch (SQLException e) {
      throw new IllegalStateException("the database takes no other patience", e);
    }
  }

  /** Begins a transaction. */
  void begin(String sql) {
    update(sql);
    inTransaction = true;
  }

  /** Commits it; where that fails it is still to be rolled back. */
  void commit() {
    update("COMMIT");
    inTransaction = false;
  }

  /**
   * Asks whether the transaction is still whole, also if whoever ran in it caught what was thrown.
   *
   * @throws DatabaseFailure when the store failed in it
   */
  void requireWhole() {
    if (failure != null) {
      throw failure;
    }
  }

  /** Ends a transaction that failed; after some failures SQLite has done so itself. */
  void rollBack() {
    inTransaction = false;
    failure = null;
    try {
      update("ROLLBACK");
    } catch (DatabaseFailure e) {
      log.debug("nothing was there to be rolled back", e);
    }
  }

  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /** A statement that failed is closed, not kept, so that its own failure is what is told. */
  private <T> T run(String sql, @Nullable Object[] values, Use<T> use) {
    requireWhole(); // else it would run outside of a transaction that is no more
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
          discard(statement);
        }
      }
    } catch (SQLException e) {
      DatabaseFailure failed = new DatabaseFailure(sql, e);
      if (inTransaction && failed.isOfTheStore()) {
        failure = failed;
      }
      throw failed;
    }
  }

  private static void discard(PreparedStatement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      log.debug("a statement that failed cannot be closed", e);
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
