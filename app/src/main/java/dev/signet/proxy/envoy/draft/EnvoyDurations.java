// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.draft;

import com.google.protobuf.Duration;

/** Durations as Envoy takes them. */
public final class EnvoyDurations {
  /** Ten years: Envoy refuses durations that overflow its nanoseconds. */
  private static final java.time.Duration MOST = java.time.Duration.ofDays(3_650);

  private EnvoyDurations() {}

  /** The duration, or the longest that Envoy takes. */
  public static Duration of(java.time.Duration said) {
    java.time.Duration taken = said.compareTo(MOST) > 0 ? MOST : said;
    return Duration.newBuilder()
        .setSeconds(taken.toSeconds())
        .setNanos(taken.toNanosPart())
        .build();
  }
}
