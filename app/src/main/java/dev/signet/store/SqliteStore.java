// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The default store: one SQLite file in write-ahead-log mode. */
public final class SqliteStore implements Store {
  private final Writer writer;
  private final Readers readers;

  private SqliteStore(Writer writer, Readers readers) {
    this.writer = writer;
    this.readers = readers;
  }

  /**
   * Opens the file, creating and migrating it as needed.
   *
   * @param onUnknownOutcome called when a commit fails in a way that leaves its outcome unknown;
   *     the process must stop, because restarting from a consistent file is safer than guessing
   */
  public static SqliteStore open(Path file, Runnable onUnknownOutcome) {
    Database database = new Database(file);
    database.migrate();
    return new SqliteStore(
        new Writer(database.open(), onUnknownOutcome), new Readers(database, Readers.CONNECTIONS));
  }

  @Override
  public <T extends @Nullable Object> T read(Work<T> work) {
    return readers.run(work);
  }

  @Override
  public <T extends @Nullable Object> T write(Work<T> work) {
    return writer.run(work);
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
  }
}
