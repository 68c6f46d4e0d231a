// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.time.Duration;

/** How long to wait before something that failed is tried again: more and more, up to a minute. */
public final class BackOff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofMinutes(1);
  private static final int ENOUGH_DOUBLINGS = 6;

  private BackOff() {}

  /**
   * The pause after so many failures.
   *
   * @param before how often it had failed before this time
   */
  public static Duration pause(int before) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(before, ENOUGH_DOUBLINGS));
    return doubled.compareTo(MOST) < 0 ? doubled : MOST;
  }
}
