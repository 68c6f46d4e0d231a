// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import java.time.Duration;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the server's process ends, so that it is alive or gone, never half: a thread that owns a part
 * of it takes the process with it when it dies, and whoever asks it to stop waits a bounded time.
 * What was answered is in the database; a supervisor starts it again. Threads of single connections
 * own nothing that others miss.
 */
public final class Ending implements Thread.UncaughtExceptionHandler {
  /** After being asked to stop. */
  public static final Duration MOST = Duration.ofSeconds(30);

  static final int FAILED = 70; // EX_SOFTWARE

  /** What the names of threads that own something begin with. */
  private static final String OWNER = "signet-";

  private static final Logger log = LoggerFactory.getLogger(Ending.class);

  private final Duration most;
  private final IntConsumer halt;
  private volatile boolean begun;

  /**
   * An ending.
   *
   * @param most how long closing may take
   * @param halt ends the process with that code, whatever its threads do
   */
  public Ending(Duration most, IntConsumer halt) {
    this.most = most;
    this.halt = halt;
  }

  /** Closes; what does not end in time is cut off. */
  void close(Runnable everything) {
    begun = true;
    try {
      Thread closing = Thread.ofPlatform().daemon().name("signet-close").start(everything);
      if (closing.join(most)) {
        return;
      }
      log.error("the server did not close in {} seconds and is cut off", most.toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    halt.accept(FAILED);
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    boolean stops =
        !begun && (thread.getName().startsWith(OWNER) || failure instanceof OutOfMemoryError);
    try {
      String consequence = stops ? "the process must stop" : "the process goes on";
      log.error("the thread {} ended, {}", thread.getName(), consequence, failure);
    } finally {
      if (stops) {
        halt.accept(FAILED);
      }
    }
  }
}
