// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.store.Store.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A few connections for reading; each is held by one thread at a time. */
final class Readers {
  static final int CONNECTIONS = 4;

  private final BlockingQueue<Handle> idle;
  private final List<Handle> all;

  Readers(Database database, int connections) {
    all = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      all.add(database.open());
    }
    idle = new ArrayBlockingQueue<>(connections, false, all);
  }

  <T extends @Nullable Object> T run(Work<T> work) {
    Handle handle = borrow();
    try {
      handle.execute("BEGIN");
      try {
        return work.in(new Tx(handle));
      } finally {
        handle.execute("COMMIT");
      }
    } finally {
      idle.add(handle);
    }
  }

  private Handle borrow() {
    try {
      return idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a database connection", e);
    }
  }

  void close() {
    all.forEach(Handle::close);
  }
}
