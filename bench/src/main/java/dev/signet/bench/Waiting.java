// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for what comes soon. */
final class Waiting {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Waiting() {}

  /** Waits until a count stands still for that long. */
  static void untilQuiet(Duration quiet, LongSupplier count) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    long seen = count.getAsLong();
    long since = System.nanoTime();
    while (System.nanoTime() - since < quiet.toNanos()) {
      if (System.nanoTime() - end > 0) {
        throw new BenchFailed("after 120 s there is still no silence");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      long now = count.getAsLong();
      if (now != seen) {
        seen = now;
        since = System.nanoTime();
      }
    }
  }

  static void until(String what, BooleanSupplier probe) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!probe.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new BenchFailed("after 120 s it is not so that " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
