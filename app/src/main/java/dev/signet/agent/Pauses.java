// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Waits between two times, until somebody says that it is enough. */
public interface Pauses {
  /** Waits so long; false when it is enough. */
  boolean pause(Duration time) throws InterruptedException;

  /** Real time, until the latch opens. */
  static Pauses until(CountDownLatch stopped) {
    return time -> !stopped.await(time.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
  }
}
