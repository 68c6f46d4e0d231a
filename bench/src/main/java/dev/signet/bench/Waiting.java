// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes soon. */
final class Waiting {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private Waiting() {}

  static void until(String what, BooleanSupplier probe) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!probe.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new BenchFailed("after 30 s it is not so that " + what);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
