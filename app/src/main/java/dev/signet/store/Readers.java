// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.store.Store.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** A few connections for reading; each is held by one thread at a time. */
final class Readers {
  static final int CONNECTIONS = 4;

  private final BlockingQueue<Session> idle;
  private final List<Session> all;

  Readers(Database database, int connections) {
    all = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      all.add(database.open());
    }
    idle = new ArrayBlockingQueue<>(connections, false, all);
  }

  <T extends @Nullable Object> T run(Work<T> work) {
    Session session = borrow();
    try {
      session.update("BEGIN");
      try {
        return work.in(new Tx(session));
      } finally {
        session.update("COMMIT");
      }
    } finally {
      idle.add(session);
    }
  }

  private Session borrow() {
    try {
      return idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a database connection", e);
    }
  }

  void close() {
    all.forEach(Session::close);
  }
}
