// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The one place where a test waits for something outside of it. */
public final class Eventually {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

  private Eventually() {}

  /** Looks every few milliseconds; fails when it did not come true in 20 seconds. */
  public static void eventually(String promise, BooleanSupplier holds) {
    long end = System.nanoTime() + LONG_ENOUGH.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not after " + LONG_ENOUGH.toSeconds() + " s: " + promise);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
