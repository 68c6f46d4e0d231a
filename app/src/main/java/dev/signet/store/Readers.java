// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.store.Store.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Connections for reading, each held by one thread at a time. Reading happens on platform threads:
 * SQLite is native code, in which a virtual thread would keep its carrier. There are more of them
 * than slow readings that should be able to delay a quick one.
 */
final class Readers {
  static final int CONNECTIONS = 16;

  private final BlockingQueue<Session> idle;
  private final List<Session> all = new ArrayList<>();
  private final ExecutorService threads;

  Readers(Database database, int connections) {
    for (int i = 0; i < connections; i++) {
      all.add(database.openReader());
    }
    idle = new ArrayBlockingQueue<>(connections, false, all);
    threads =
        Executors.newFixedThreadPool(
            connections, Thread.ofPlatform().name("signet-reader-", 0).daemon().factory());
  }

  <T extends @Nullable Object> T run(Work<T> work) {
    try {
      return CompletableFuture.supplyAsync(() -> read(work), threads).join();
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the store is closed", e);
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  private <T extends @Nullable Object> T read(Work<T> work) {
    Session session = idle.remove(); // there are as many as threads
    try {
      session.begin("BEGIN");
      T result = work.in(new Tx(session));
      session.requireWhole();
      session.commit();
      return result;
    } catch (DatabaseFailure e) {
      session.rollBack();
      throw e.isOfTheStore() ? e.refusal() : e;
    } catch (RuntimeException | Error e) {
      session.rollBack();
      throw e;
    } finally {
      idle.add(session);
    }
  }

  /** Ends when the readings that are under way have ended. */
  void close() {
    threads.close();
    all.forEach(Session::close);
  }
}
