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

/** The file of a database, looked at or copied from outside, also while a server runs on it. */
public final class SqliteFile {
  private SqliteFile() {}

  /**
   * Runs the work on one moment of a database.
   *
   * @throws Refusal when there is no database of this schema
   */
  public static <T> T read(Path file, Store.Work<T> work) {
    try (Connection connection = open(file);
        Session session = new Session(connection)) {
      requireSchema(session, file);
      session.begin("BEGIN");
      T result = work.in(new Tx(session));
      session.rollBack();
      return result;
    } catch (SQLException e) {
      throw unreadable(file, e);
    } catch (DatabaseFailure e) {
      throw unreadable(file, e.getCause() instanceof SQLException cause ? cause : e);
    }
  }

  private static void requireSchema(Session session, Path file) {
    int schema = session.first("PRAGMA user_version", row -> row.getInt(1)).orElse(0);
    if (schema != Database.SCHEMA) {
      throw Refusal.wrongState(
          file
              + " has schema "
              + schema
              + ": expected "
              + Database.SCHEMA
              + (schema < Database.SCHEMA
                  ? ", which a start of this Signet on it makes"
                  : "; it was written by a newer Signet"));
    }
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
