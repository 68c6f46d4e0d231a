// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where others are asked who may not answer: on a few threads of their own, one look for each
 * certificate at a time. What finds no place is left out: its timer comes again.
 */
final class Lookups implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Lookups.class);

  private static final int THREADS = 8;
  private static final int WAITING = 1000;

  private final Executor executor;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  Lookups(Executor executor) {
    this.executor = executor;
  }

  /** On threads that end when it is closed. */
  static Lookups onThreads() {
    return new Lookups(
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofVirtual().name("domain-look-", 0).factory()));
  }

  /** Has somebody look, unless somebody is looking for this subject or too many wait. */
  void start(String subject, Runnable look) {
    if (!running.add(subject)) {
      return;
    }
    try {
      executor.execute(() -> run(subject, look));
    } catch (RejectedExecutionException e) {
      running.remove(subject);
    }
  }

  private void run(String subject, Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      log.error("the look for {} failed and comes again", subject, e);
    } finally {
      running.remove(subject);
    }
  }

  @Override
  public void close() {
    if (executor instanceof ThreadPoolExecutor threads) {
      threads.shutdownNow();
    }
  }
}
