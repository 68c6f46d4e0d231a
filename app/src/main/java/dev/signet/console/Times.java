// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Instants as text, seen from one of them.
 *
 * @param now when the page was made
 */
record Times(Instant now) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** {@code 2027-01-31 10:00 UTC}. */
  static String at(Instant instant) {
    return TIME.format(instant);
  }

  /** {@code 2027-01-31 10:00 UTC, in 30 days}. */
  String until(Instant end) {
    if (now.isAfter(end)) {
      return at(end) + ", expired";
    }
    long days = ChronoUnit.DAYS.between(now, end);
    String distance = days == 0 ? "less than a day" : days == 1 ? "1 day" : days + " days";
    return at(end) + ", in " + distance;
  }

  /** {@code 3 h 12 min}. */
  String age(Instant since) {
    Duration age = Duration.between(since, now);
    return age.toDays() > 0
        ? "%d d %d h".formatted(age.toDays(), age.toHoursPart())
        : "%d h %d min".formatted(age.toHours(), age.toMinutesPart());
  }
}
