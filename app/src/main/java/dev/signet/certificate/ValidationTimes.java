// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import java.time.Duration;
import java.time.Instant;

/** When somebody looks for the proofs of names: pure arithmetic (certificate-manager 6.5, 6.8). */
final class ValidationTimes {
  /** From the request on. */
  static final Duration WINDOW = Duration.ofDays(3);

  private static final Duration EAGER = Duration.ofMinutes(10);
  private static final Duration PATIENT = Duration.ofHours(1);

  private ValidationTimes() {}

  /** Whether it is too late. */
  static boolean isOver(Instant requested, Instant now) {
    return !now.isBefore(requested.plus(WINDOW));
  }

  /** The next look: after 5 s, then after 60 s, then after 10 min; the last one ends the window. */
  static Instant next(Instant requested, Instant now) {
    Duration waited = Duration.between(requested, now);
    Duration pause =
        waited.compareTo(EAGER) < 0
            ? Duration.ofSeconds(5)
            : waited.compareTo(PATIENT) < 0 ? Duration.ofMinutes(1) : Duration.ofMinutes(10);
    Instant next = now.plus(pause);
    Instant end = requested.plus(WINDOW);
    return next.isBefore(end) ? next : end;
  }
}
