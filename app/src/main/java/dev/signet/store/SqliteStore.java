// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.meter.Measured;
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
    return open(file, onUnknownOutcome, Checkpoints.Limits.USUAL);
  }

  static SqliteStore open(Path file, Runnable onUnknownOutcome, Checkpoints.Limits limits) {
    boolean hadWal = OpenMark.hasWal(file);
    Database database = new Database(file);
    database.migrate();
    Session session = database.open();
    try {
      OpenMark.set(session, file, hadWal);
      Readers readers = new Readers(database, Readers.CONNECTIONS);
      Checkpoints checkpoints =
          new Checkpoints(session, database.open(), OpenMark.walOf(file), limits);
      return new SqliteStore(new Writer(session, checkpoints, onUnknownOutcome), readers);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public <T extends @Nullable Object> T read(Work<T> work) {
    return readers.run(work);
  }

  @Override
  public <T extends @Nullable Object> T write(Work<T> work) {
    return writer.run(work);
  }

  /** How long writes wait and take, since it was opened. */
  public Measured times() {
    return writer.times();
  }

  @Override
  public void close() {
    writer.end(); // what waits may read
    readers.close(); // a reader would keep the write-ahead log from being emptied
    writer.close();
  }
}
