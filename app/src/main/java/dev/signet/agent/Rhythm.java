// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.kernel.Entropy;
import java.time.Duration;

/**
 * When something is looked at again. Hosts that start together do not stay together.
 *
 * @param interval of what goes well
 */
public record Rhythm(Duration interval) {
  private static final Duration START = Duration.ofSeconds(5);
  private static final Duration JITTER = Duration.ofMinutes(5);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LAST = Duration.ofMinutes(30);
  private static final int ENOUGH_DOUBLINGS = 5;

  /** Before the first time. */
  public static Duration start(Entropy entropy) {
    return upTo(START, entropy);
  }

  /** After one that went well, or that somebody has to mend: up to five minutes more. */
  public Duration usual(Entropy entropy) {
    Duration tenth = interval.dividedBy(10);
    return interval.plus(upTo(tenth.compareTo(JITTER) < 0 ? tenth : JITTER, entropy));
  }

  /**
   * After one that may go well soon: a minute, then twice as long each time up to half an hour, and
   * never longer than usual.
   *
   * @param before how often it had failed in a row before this time
   */
  public Duration soon(int before, Entropy entropy) {
    Duration doubled = FIRST.multipliedBy(1L << Math.min(before, ENOUGH_DOUBLINGS));
    Duration pause = doubled.compareTo(LAST) < 0 ? doubled : LAST;
    Duration usual = usual(entropy);
    return pause.compareTo(usual) < 0 ? pause : usual;
  }

  private static Duration upTo(Duration most, Entropy entropy) {
    return Duration.ofMillis(entropy.between(0, most.toMillis() + 1));
  }
}
