// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a rotation that failed is tried again. */
public final class RetryTimes {
  private static final List<Duration> FIRST =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(60));
  private static final Duration LATER = Duration.ofHours(1);

  private RetryTimes() {}

  /**
   * After 1, 5, 15 and 60 minutes, then each hour while its window is open, then when the next one
   * opens; each hour where there is no window.
   *
   * @param failures so far, at least one
   */
  public static Instant next(
      int failures, Instant now, Optional<Instant> windowEnd, Optional<Window> nextWindow) {
    if (failures <= FIRST.size()) {
      return now.plus(FIRST.get(failures - 1));
    }
    Instant later = now.plus(LATER);
    boolean over = windowEnd.isPresent() && !later.isBefore(windowEnd.get());
    return over ? nextWindow.map(Window::start).orElse(later) : later;
  }
}
