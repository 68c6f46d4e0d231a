// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.schedule;

import dev.signet.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Certain hours of certain days.
 *
 * @param hours of a day, at least one
 * @param months 1 to 12
 * @param length of a window, which stays within its day and ends before the next
 */
record CronSchedule(
    NavigableSet<Integer> hours, NavigableSet<Integer> months, CronDays days, Duration length)
    implements Schedule {
  /** The 29th of February can be eight years away. */
  private static final int FAR = 366 * 9;

  @Override
  public Window next(Instant anchor, Instant last, Instant after) {
    return first(after)
        .orElseThrow(() -> new IllegalStateException("a schedule without a day was accepted"));
  }

  /** The same schedule, if there is a day that it names. */
  CronSchedule checked(String expression) {
    if (first(Instant.EPOCH).isEmpty()) {
      throw Refusal.invalid(
          "ScheduleExpression '" + expression + "': expected one that names a day that exists");
    }
    return this;
  }

  private Optional<Window> first(Instant after) {
    LocalDate from = after.atOffset(ZoneOffset.UTC).toLocalDate();
    for (int i = 0; i < FAR; i++) {
      LocalDate day = from.plusDays(i);
      if (months.contains(day.getMonthValue()) && days.have(day)) {
        for (int hour : hours) {
          Instant start = day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
          if (start.isAfter(after)) {
            return Optional.of(new Window(start, start.plus(length)));
          }
        }
      }
    }
    return Optional.empty();
  }
}
