// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import java.util.concurrent.TimeUnit;

/**
 * When a stream takes a note of change: at once, unless notes come in a flood. Of a flood it takes
 * the first, and then at most two in any second. Times are those of a clock that only runs forward,
 * in nanoseconds.
 */
final class Pace {
  /** Notes that follow each other faster are a flood. */
  private static final long FLOOD = TimeUnit.MILLISECONDS.toNanos(20);

  /** Two notes in this time: more than the second, because they do not travel equally fast. */
  private static final long TWO = TimeUnit.MILLISECONDS.toNanos(1_200);

  private long noted;
  private long taken;
  private long takenBefore;

  /** Starts when no note has come for long. */
  Pace(long now) {
    noted = now - TWO;
    taken = now - TWO;
    takenBefore = now - TWO;
  }

  /** A note has come; returns when it may be taken. */
  long note(long now) {
    boolean flood = now - noted < FLOOD;
    noted = now;
    return flood ? latest(now, taken + TWO / 2, takenBefore + TWO) : now;
  }

  /** The notes that have come were taken. */
  void take(long now) {
    takenBefore = taken;
    taken = now;
  }

  private static long latest(long now, long one, long other) {
    return now + Math.max(0, Math.max(one - now, other - now)); // the clock may wrap around
  }
}
