// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.kernel.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;

/** The file of a database, looked at or copied from outside, also while a server runs on it. */
public final class SqliteFile {
  private SqliteFile() {}

  /**
   * Runs the work on one moment of a database of this schema or an older one.
   *
   * @throws Refusal when there is none
   */
  public static <T> T read(Path file, Store.Work<T> work) {
    return opened(
        file,
        session -> {
          session.begin("BEGIN");
          T result = work.in(new Tx(session));
          session.rollBack();
          return result;
        });
  }

  /** Whether it is of an older schema, which the next start brings up to date. */
  public static boolean isOlder(Path file) {
    return opened(file, session -> schema(session) < Database.SCHEMA);
  }

  private static <T> T opened(Path file, Function<Session, T> use) {
    try (Connection connection = open(file);
        Session session = new Session(connection)) {
      requireSchema(session, file);
      OwnSchema.require(connection, file);
      return use.apply(session);
    } catch (SQLException e) {
      throw unreadable(file, e);
    } catch (DatabaseFailure e) {
      throw unreadable(file, e.getCause() instanceof SQLException cause ? cause : e);
    }
  }

  private static void requireSchema(Session session, Path file) {
    int schema = schema(session);
    if (schema == 0) {
      throw Refusal.wrongState(file + " is empty: expected the database of a data folder");
    }
    if (schema > Database.SCHEMA) {
      throw Refusal.wrongState(
          file
              + " has schema "
              + schema
              + ": expected at most "
              + Database.SCHEMA
              + "; it was written by a newer Signet");
    }
  }

  private static int schema(Session session) {
    return session.first("PRAGMA user_version", row -> row.getInt(1)).orElse(0);
  }

  /** Whether it was copied from a running server without what its write-ahead log held. */
  public static boolean isTorn(Path file) {
    return !OpenMark.hasWal(file) && read(file, OpenMark::isSet);
  }

  /**
   * Copies one moment of a database into a file that is empty.
   *
   * @throws Refusal when that cannot be done
   */
  public static void copy(Path from, Path to) {
    try (Connection connection = open(from);
        PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, to.toString());
      statement.execute();
    } catch (SQLException e) {
      throw Refusal.wrongState("cannot copy " + from + " to " + to + ": " + DatabaseTrouble.of(e));
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + to);
        Session session = new Session(connection)) {
      OpenMark.remove(session);
    } catch (SQLException e) {
      throw unreadable(to, e);
    }
  }

  /** For reading only: nothing of it changes, and no file appears beside it. */
  private static Connection open(Path file) throws SQLException {
    if (!Files.isReadable(file)) {
      throw Refusal.notFound(file + " cannot be read: expected the database of a data folder");
    }
    String how = OpenMark.hasWal(file) ? "mode=ro" : "immutable=1";
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?" + how);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA temp_store = MEMORY");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static Refusal unreadable(Path file, Exception why) {
    return Refusal.wrongState(
        file
            + " cannot be read: "
            + (why instanceof SQLException sql ? DatabaseTrouble.of(sql) : why.getMessage()));
  }
}
