// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the prepared statements of one connection: compiling the SQL costs SQLite more than running
 * it. Owned by the thread that holds the connection.
 */
final class StatementCache implements StatementBuilder {
  private static final int LIMIT = 256;

  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>(64, 0.75f, true);

  /**
   * What each was compiled from: JDBI closes a statement by the text before it put in its marks.
   */
  private final IdentityHashMap<PreparedStatement, String> texts = new IdentityHashMap<>();

  /** A statement of that text, which the caller gives back with {@link #giveBack}. */
  PreparedStatement take(Connection connection, String sql) throws SQLException {
    PreparedStatement kept = idle.remove(sql);
    PreparedStatement taken = kept != null ? kept : connection.prepareStatement(sql);
    texts.put(taken, sql);
    return taken;
  }

  /** Keeps a statement that was taken for the next use. */
  void giveBack(PreparedStatement statement) throws SQLException {
    String sql = texts.remove(statement);
    if (sql == null) {
      return; // given back already
    }
    if (idle.size() >= LIMIT) {
      statement.close();
      return;
    }
    statement.clearParameters();
    PreparedStatement twin = idle.put(sql, statement);
    if (twin != null) {
      twin.close();
    }
  }

  @Override
  public Statement create(Connection connection, StatementContext context) throws SQLException {
    return connection.createStatement();
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    return take(connection, sql);
  }

  @Override
  public CallableStatement createCall(Connection connection, String sql, StatementContext context)
      throws SQLException {
    return connection.prepareCall(sql);
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    if (statement instanceof PreparedStatement prepared) {
      giveBack(prepared);
    } else {
      statement.close();
    }
  }

  @Override
  public void close(Connection connection) {
    idle.clear(); // closing the connection closes its statements
  }
}
