// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as people read them: in UTC (ISO 8601), and how far away that is. */
public final class Moments {
  private final Instant now;

  /** Seen from a moment. */
  public Moments(Instant now) {
    this.now = now;
  }

  /** {@code 2026-11-28T16:30:17Z (in 12 days)}; a dash for none. */
  public String text(@Nullable Instant instant) {
    return instant == null
        ? "-"
        : instant.truncatedTo(ChronoUnit.SECONDS) + " (" + distance(instant) + ")";
  }

  /** Whether it is over. */
  public boolean isPast(@Nullable Instant instant) {
    return instant != null && instant.isBefore(now);
  }

  private String distance(Instant instant) {
    Duration left = Duration.between(now, instant);
    String amount = amount(left.abs());
    return left.isNegative() ? amount + " ago" : "in " + amount;
  }

  /** Whole units, so that "in 1 day" is never less than that. */
  private static String amount(Duration duration) {
    if (duration.toDays() > 0) {
      return counted(duration.toDays(), "day");
    }
    if (duration.toHours() > 0) {
      return counted(duration.toHours(), "hour");
    }
    return duration.toMinutes() > 0
        ? counted(duration.toMinutes(), "minute")
        : counted(duration.toSeconds(), "second");
  }

  private static String counted(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
