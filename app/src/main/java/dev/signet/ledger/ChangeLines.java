// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes one line of log for each change of this process once it is durable: what, of which ARN, by
 * whom. It has a thread of its own, so that a log that takes lines slowly delays no change; what it
 * does not take stands in the table {@code changes}.
 */
public final class ChangeLines implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger("dev.signet.changes");
  private static final int WAITING = 10_000;
  private static final long LOOK_MILLIS = 200;
  private static final long LAST_LINES_MILLIS = 2_000;

  private final BlockingQueue<Change> waiting = new ArrayBlockingQueue<>(WAITING);
  private final AtomicLong lost = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;

  /** Starts to write. */
  public ChangeLines(Ledger ledger) {
    this.thread = Thread.ofPlatform().name("signet-changes").daemon().start(this::loop);
    ledger.tellAll(this::hear);
  }

  private void hear(Change change) {
    if (!waiting.offer(change)) {
      lost.incrementAndGet();
    }
  }

  private void loop() {
    try {
      while (!closing || !waiting.isEmpty()) {
        Change change = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (change != null) {
          write(change);
        }
        long left = lost.getAndSet(0);
        if (left > 0) {
          log.warn("{} changes are told in the table changes only", left);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(Change change) {
    LoggingEventBuilder line =
        log.atInfo()
            .setMessage("{} {}{} by {}: done")
            .addArgument(change.kind())
            .addArgument(change.subject())
            .addArgument(change.resource().map(arn -> " of " + arn).orElse(""))
            .addArgument(change.actor())
            .addKeyValue("change", change.kind())
            .addKeyValue("subject", change.subject())
            .addKeyValue("actor", change.actor())
            .addKeyValue("result", "done");
    change.resource().map(arn -> line.addKeyValue("resource", arn)).orElse(line).log();
  }

  /** Writes what waits, for a while. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!thread.join(Duration.ofMillis(LAST_LINES_MILLIS))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
