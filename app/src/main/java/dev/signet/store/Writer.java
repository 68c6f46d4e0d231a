// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.kernel.Refusal;
import dev.signet.store.Store.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer. Waiting transactions run one after another inside a single SQLite transaction,
 * each in its own savepoint; then one fsync answers them all (group commit). No artificial wait:
 * batches form by themselves while the disk works.
 */
final class Writer {
  private static final Logger log = LoggerFactory.getLogger(Writer.class);
  private static final int QUEUE = 4096;
  private static final int BATCH = 256;

  private final BlockingQueue<Waiting<?>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Session session; // owned by the thread
  private final Runnable onUnknownOutcome;
  private final Thread thread;
  private volatile boolean closing;

  Writer(Session session, Runnable onUnknownOutcome) {
    this.session = session;
    this.onUnknownOutcome = onUnknownOutcome;
    this.thread = Thread.ofPlatform().name("signet-writer").daemon().start(this::loop);
  }

  <T extends @Nullable Object> T run(Work<T> work) {
    Waiting<T> waiting = new Waiting<>(work);
    if (closing || !queue.offer(waiting)) {
      throw new Refusal(Refusal.Kind.THROTTLED, "too many writes are waiting, try again shortly");
    }
    if (!thread.isAlive()) {
      throw new IllegalStateException("the store is closed");
    }
    try {
      return waiting.answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void loop() {
    List<Waiting<?>> batch = new ArrayList<>(BATCH);
    while (true) {
      try {
        batch.add(queue.take());
      } catch (InterruptedException e) {
        break;
      }
      queue.drainTo(batch, BATCH - 1);
      commit(batch);
      batch.clear();
    }
    queue.drainTo(batch);
    if (!batch.isEmpty()) {
      commit(batch);
    }
  }

  private void commit(List<Waiting<?>> batch) {
    try {
      session.update("BEGIN IMMEDIATE");
      batch.forEach(waiting -> waiting.attempt(session));
      session.update("COMMIT");
    } catch (RuntimeException | Error e) {
      log.error("a commit failed with unknown outcome, the process must stop", e);
      batch.forEach(waiting -> waiting.answer.completeExceptionally(e));
      onUnknownOutcome.run();
      return;
    }
    batch.forEach(Waiting::release);
  }

  void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    session.close();
  }

  /** One transaction in the queue. */
  private static final class Waiting<T extends @Nullable Object> {
    private final Work<T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private List<Runnable> signals = List.of();
    private @Nullable RuntimeException failure;
    private @Nullable T result;

    Waiting(Work<T> work) {
      this.work = work;
    }

    void attempt(Session session) {
      session.update("SAVEPOINT one");
      try {
        Tx tx = new Tx(session);
        result = work.in(tx);
        tx.requireRecorded();
        signals = tx.signals();
      } catch (RuntimeException e) {
        failure = e;
        session.update("ROLLBACK TO one");
      }
      session.update("RELEASE one");
    }

    @SuppressWarnings("NullAway") // a null result is legal exactly when T is nullable
    void release() {
      if (failure != null) {
        answer.completeExceptionally(failure);
      } else {
        signals.forEach(Runnable::run);
        answer.complete(result);
      }
    }
  }
}
