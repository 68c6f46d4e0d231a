// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A store on PostgreSQL for tests: it tries the program's tables and queries there. Each name is a
 * schema of its own; opening a name again finds what was written.
 */
public final class PostgresStore implements Store {
  private final String url;
  private final String schema;
  private final Session writer;
  private final Connection writing;
  private final ReentrantLock alone = new ReentrantLock();

  private PostgresStore(String url, String schema, Connection writing) {
    this.url = url;
    this.schema = schema;
    this.writing = writing;
    this.writer = new Session(writing);
  }

  /** Opens the schema of that name, making it when it is not there. */
  public static PostgresStore open(String url, String schema) {
    try {
      Connection connection = DriverManager.getConnection(url);
      boolean isNew;
      try (Statement statement = connection.createStatement();
          var found =
              statement.executeQuery(
                  "SELECT 1 FROM pg_namespace WHERE nspname = '" + schema + "'")) {
        isNew = !found.next();
      }
      if (isNew) {
        execute(connection, "CREATE SCHEMA " + schema);
      }
      execute(connection, "SET search_path TO " + schema);
      if (isNew) {
        PostgresSchema.create(connection);
      }
      connection.setAutoCommit(false);
      return new PostgresStore(url, schema, connection);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot open PostgreSQL", e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public <T extends @Nullable Object> T read(Work<T> work) {
    try (Connection connection = DriverManager.getConnection(url)) {
      execute(connection, "SET search_path TO " + schema);
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return work.in(new Tx(new Session(connection)));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read", e);
    }
  }

  @Override
  public <T extends @Nullable Object> T write(Work<T> work) {
    alone.lock();
    try {
      Tx tx = new Tx(writer);
      T result;
      try {
        result = work.in(tx);
        tx.requireRecorded();
        writing.commit();
      } catch (RuntimeException e) {
        writing.rollback();
        throw e;
      }
      tx.signals().forEach(Runnable::run);
      return result;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot write", e);
    } finally {
      alone.unlock();
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
