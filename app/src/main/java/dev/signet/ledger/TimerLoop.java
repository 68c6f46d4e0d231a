// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import dev.signet.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the timers of this process, on a virtual thread of its own. It looks at the clock once a
 * second at least, because a clock may jump.
 */
public final class TimerLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TimerLoop.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Timers timers;
  private final Thread thread;

  /** Starts; every kind of timer has its handler by now. */
  public TimerLoop(Timers timers) {
    this.timers = timers;
    this.thread = Thread.ofVirtual().name("signet-timers").start(this::loop);
  }

  private void loop() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        timers.alarm().await(pause(round()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** When to look again. */
  private Optional<Instant> round() {
    try {
      return timers.runDue();
    } catch (Refusal refusal) {
      log.debug("timers wait: {}", refusal.message()); // the store says why, and how long
      return Optional.empty();
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        log.error("timers could not be looked at, they are tried again", e);
      }
      return Optional.empty();
    }
  }

  private Duration pause(Optional<Instant> next) {
    Duration wait = next.map(due -> Duration.between(timers.clock().instant(), due)).orElse(LOOK);
    if (wait.isNegative()) {
      return Duration.ofMillis(1); // more is due than one round does
    }
    return wait.compareTo(LOOK) < 0 ? wait : LOOK;
  }

  /** Returns once the thread has ended, so that what it reads can be closed after it. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
