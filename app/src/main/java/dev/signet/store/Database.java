// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.kernel.Refusal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens the SQLite file with the settings that durability and speed need, and migrates it. */
final class Database {
  /** Number of the newest migration; raised together with the folder {@code db/migration}. */
  static final int SCHEMA = 13;

  private final SQLiteDataSource source;

  Database(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // A certificate that was handed out must be revocable after loss of power.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    // Destroyed keys and secrets, although sealed, shall not stay in pages that are free.
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    config.setBusyTimeout(5_000); // milliseconds
    config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "67108864"); // octets
    config.setPragma(SQLiteConfig.Pragma.CACHE_SIZE, "-8192"); // KiB, by the minus
    source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
  }

  /** Brings the schema up to date; costs one small query when it already is. */
  void migrate() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      int present;
      try (var row = statement.executeQuery("PRAGMA user_version")) {
        present = row.getInt(1);
      }
      if (present == SCHEMA) {
        return;
      }
      if (present > SCHEMA) {
        throw new Refusal(
            Refusal.Kind.WRONG_STATE,
            "the data folder has schema "
                + present
                + ": expected at most "
                + SCHEMA
                + "; it was written by a newer Signet");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot open the database", e);
    }
    MigrateResult result =
        Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
    if (!result.success) {
      throw new IllegalStateException("migration of the database failed");
    }
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = " + SCHEMA);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot mark the database as migrated", e);
    }
  }

  /** A connection of its own, with cached statements; the caller's thread owns it. */
  Session open() {
    try {
      return new Session(source.getConnection());
    } catch (SQLException e) {
      throw new IllegalStateException("cannot open the database", e);
    }
  }
}
