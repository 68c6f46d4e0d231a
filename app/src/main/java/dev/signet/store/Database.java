// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.kernel.Refusal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens the SQLite file with the settings that durability and speed need, and migrates it. */
final class Database {
  /** Number of the newest migration; raised together with the folder {@code db/migration}. */
  static final int SCHEMA = 25;

  /** How long a statement waits for another program that holds the database. */
  static final int PATIENCE_MILLIS = 5_000;

  /** Of the writer; KiB, by the minus. */
  private static final String LARGE_CACHE = "-8192";

  /** Of each of the readers, which are many. */
  private static final String SMALL_CACHE = "-2048";

  private final Path file;
  private final SQLiteDataSource source;
  private final SQLiteDataSource readers;

  Database(Path file) {
    this.file = file;
    this.source = source(file, LARGE_CACHE);
    this.readers = source(file, SMALL_CACHE);
  }

  private static SQLiteDataSource source(Path file, String cache) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // A certificate that was handed out must be revocable after loss of power.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    // Destroyed keys and secrets, although sealed, shall not stay in pages that are free.
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    config.setBusyTimeout(PATIENCE_MILLIS);
    config.setPragma(
        SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Long.toString(Checkpoints.Limits.USUAL.large()));
    // A full disk harms no reader that sorts.
    config.setGetGeneratedKeys(false); // nobody asks, and it costs a query for each insert
    config.setTempStore(SQLiteConfig.TempStore.MEMORY);
    config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, "67108864"); // octets
    config.setPragma(SQLiteConfig.Pragma.CACHE_SIZE, cache);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  /** Brings the schema up to date; costs two small queries when it already is. */
  void migrate() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      int present;
      try (var row = statement.executeQuery("PRAGMA user_version")) {
        present = row.getInt(1);
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
      OwnSchema.require(connection, file);
      if (present == SCHEMA) {
        return;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot open the database", e);
    }
    upgrade();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = " + SCHEMA);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot mark the database as migrated", e);
    }
  }

  private void upgrade() {
    try {
      Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
    } catch (FlywayException e) {
      throw new IllegalStateException("cannot migrate the database", rootOf(e));
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** A connection for writing, with cached statements; the caller's thread owns it. */
  Session open() {
    return open(source);
  }

  /** One for reading. */
  Session openReader() {
    return open(readers);
  }

  private static Session open(SQLiteDataSource source) {
    try {
      return new Session(source.getConnection());
    } catch (SQLException e) {
      throw new IllegalStateException("cannot open the database", e);
    }
  }
}
