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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer. Waiting transactions run one after another inside a single SQLite transaction,
 * each in its own savepoint; then one fsync answers them all (group commit). Batches form by
 * themselves while the disk works; under load each waits at most 2 ms for more, because a commit
 * costs as much CPU as several rows. Where the database fails before COMMIT, or COMMIT says that
 * nothing was kept, the batch is refused and the next one tried; only an outcome that nobody knows
 * ends the process.
 */
final class Writer {
  private static final Logger log = LoggerFactory.getLogger(Writer.class);
  private static final int QUEUE = 4096;
  private static final int BATCH = 256;
  private static final long LOOK_MILLIS = 1_000;

  /**
   * So many in one commit, and the next waits a few moments for more: a caller alone never does.
   */
  private static final int CROWD = 4;

  private static final int MOMENTS = 4;
  private static final long MOMENT_NANOS = 500_000;

  private final BlockingQueue<Waiting<?>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Session session; // owned by the thread
  private final Checkpoints checkpoints; // likewise
  private final WriteTrouble trouble = new WriteTrouble(); // likewise
  private final WriteTimes times = new WriteTimes();
  private final Runnable onUnknownOutcome;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);
  private int company; // of the thread: how many shared the last commit

  Writer(Session session, Checkpoints checkpoints, Runnable onUnknownOutcome) {
    this.session = session;
    this.checkpoints = checkpoints;
    this.onUnknownOutcome = onUnknownOutcome;
    this.thread = Thread.ofPlatform().name("signet-writer").daemon().start(this::work);
  }

  <T extends @Nullable Object> T run(Work<T> work) {
    Waiting<T> waiting = new Waiting<>(work);
    if (closing.getCount() == 0 || !queue.offer(waiting)) {
      throw new Refusal(Refusal.Kind.THROTTLED, "too many writes are waiting, try again shortly");
    }
    if (!thread.isAlive()) {
      throw closed();
    }
    try {
      return waiting.answer.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  /** How long writes wait and take. */
  WriteTimes times() {
    return times;
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the store is closed");
  }

  /** Nobody would write any more if this thread ended: whatever ends it ends the process. */
  private void work() {
    try {
      loop();
    } catch (RuntimeException | Error e) {
      log.error("the writer of the database failed, the process must stop", e);
      onUnknownOutcome.run();
    }
  }

  private void loop() {
    List<Waiting<?>> batch = new ArrayList<>(BATCH);
    try {
      while (true) {
        @Nullable Waiting<?> first =
            checkpoints.isWaiting() ? queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS) : queue.take();
        if (first != null) {
          batch.add(first);
          gather();
          queue.drainTo(batch, BATCH - 1);
          commit(batch);
          batch.clear();
        }
        checkpoints.look();
      }
    } catch (InterruptedException e) {
      queue.drainTo(batch); // closed: what waits is still done
    }
    if (!batch.isEmpty()) {
      commit(batch);
    }
  }

  /** Where several shared the last commit, waits as long as more keep coming for the next. */
  private void gather() throws InterruptedException {
    int before = -1;
    for (int i = 0; company >= CROWD && queue.size() > before && i < MOMENTS; i++) {
      before = queue.size();
      closing.await(MOMENT_NANOS, TimeUnit.NANOSECONDS);
    }
  }

  private void commit(List<Waiting<?>> batch) {
    company = batch.size();
    try {
      if (checkpoints.isFull()) {
        refuse(batch, trouble.longLog());
        return;
      }
      session.begin("BEGIN IMMEDIATE");
      batch.forEach(waiting -> waiting.attempt(session, times));
    } catch (DatabaseFailure e) {
      undo(batch, e);
      return;
    }
    long begin = System.nanoTime();
    try {
      session.commit();
    } catch (DatabaseFailure e) {
      if (e.leavesNothing()) {
        undo(batch, e);
      } else {
        log.error("a commit failed with unknown outcome, the process must stop", e);
        batch.forEach(waiting -> waiting.answer.completeExceptionally(e));
        onUnknownOutcome.run();
      }
      return;
    }
    times.committed(System.nanoTime() - begin);
    trouble.over();
    batch.forEach(waiting -> waiting.release(checkpoints));
  }

  /** Nothing of the batch is kept, and nothing else is harmed. */
  private void undo(List<Waiting<?>> batch, DatabaseFailure why) {
    session.rollBack();
    trouble.tell(why);
    if (why.isFullDisk()) {
      checkpoints.want(); // what the write-ahead log takes may be all that is missing
    }
    refuse(batch, why.refusal());
  }

  private static void refuse(List<Waiting<?>> batch, Refusal refusal) {
    batch.forEach(waiting -> waiting.answer.completeExceptionally(refusal));
  }

  /** Does what waits and takes no more. */
  void end() {
    closing.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Waiting<?>> late = new ArrayList<>();
    queue.drainTo(late);
    late.forEach(waiting -> waiting.answer.completeExceptionally(closed()));
  }

  /** Closes the connection, which by now nobody else uses, and leaves all rows in one file. */
  void close() {
    checkpoints.close();
    OpenMark.remove(session);
    session.close();
  }

  /** One transaction in the queue. */
  private static final class Waiting<T extends @Nullable Object> {
    private final Work<T> work;
    private final long since = System.nanoTime();
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private List<Runnable> signals = List.of();
    private boolean erasing;
    private @Nullable Throwable failure;
    private @Nullable T result;

    Waiting(Work<T> work) {
      this.work = work;
    }

    /** Runs the work; what it throws is its own, what the store throws is everybody's. */
    void attempt(Session session, WriteTimes times) {
      times.waited(System.nanoTime() - since);
      session.update("SAVEPOINT one");
      Tx tx = new Tx(session);
      try {
        result = work.in(tx);
        tx.requireRecorded();
        signals = tx.signals();
        erasing = tx.isErasing();
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      session.requireWhole();
      if (failure != null) {
        session.update("ROLLBACK TO one");
      }
      session.update("RELEASE one");
    }

    @SuppressWarnings("NullAway") // a null result is legal exactly when T is nullable
    void release(Checkpoints checkpoints) {
      if (failure != null) {
        answer.completeExceptionally(failure);
        return;
      }
      if (erasing) {
        checkpoints.want();
      }
      try {
        signals.forEach(Runnable::run);
      } catch (RuntimeException | Error e) { // somebody would go on with what he should forget
        answer.completeExceptionally(e);
        throw e;
      }
      answer.complete(result);
    }
  }
}
