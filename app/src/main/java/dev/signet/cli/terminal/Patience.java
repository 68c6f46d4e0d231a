// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.terminal;

import dev.signet.cli.CommandRefused;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How long a command still looks whether something is done, once a second. */
public final class Patience {
  private final long end;

  /** Of that length from now on. */
  public Patience(Duration length) {
    this.end = System.nanoTime() + length.toNanos();
  }

  /** Lets a second go by, if there is one left. */
  public boolean holds() {
    if (System.nanoTime() - end >= 0) {
      return false;
    }
    try {
      return !new CountDownLatch(1).await(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandRefused("interrupted");
    }
  }
}
