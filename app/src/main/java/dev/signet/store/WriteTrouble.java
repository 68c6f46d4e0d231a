// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.kernel.Refusal;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in the log why nothing can be written, now and then, and when that is over. */
final class WriteTrouble {
  private static final Logger log = LoggerFactory.getLogger(WriteTrouble.class);
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private boolean lasts;
  private long told;

  /** A batch was refused. */
  void tell(DatabaseFailure failure) {
    Throwable cause = failure.getCause();
    tell(failure.why() + ": " + (cause == null ? failure : cause).getMessage());
  }

  /** The write-ahead log is as long as it may become. */
  Refusal longLog() {
    String why = "the write-ahead log is too long, because another program keeps reading";
    tell(why);
    return Refusal.unavailable(why + ": nothing was changed, try again later; reading goes on");
  }

  private void tell(String why) {
    long now = System.nanoTime();
    if (!lasts || now - told >= PAUSE_NANOS) {
      told = now;
      log.error("writes are refused, reading goes on: {}", why);
    }
    lasts = true;
  }

  /** A batch was committed. */
  void over() {
    if (lasts) {
      lasts = false;
      log.warn("writes are taken again");
    }
  }
}
