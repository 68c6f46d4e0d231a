// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** When windows begin. */
public sealed interface Schedule permits Schedule.AfterDays, Schedule.Rate, CronSchedule {
  /**
   * The first window that begins after an instant.
   *
   * @param anchor when the rules were given
   * @param last when it was last rotated, else the anchor
   */
  Window next(Instant anchor, Instant last, Instant after);

  /**
   * So many days after the last rotation, from midnight on; every day once that is over.
   *
   * @param length of a window, at most a day
   */
  record AfterDays(long days, Duration length) implements Schedule {
    @Override
    public Window next(Instant anchor, Instant last, Instant after) {
      LocalDate due = date(last).plusDays(days);
      LocalDate tomorrow = date(after).plusDays(1);
      Instant start = midnight(due.isAfter(tomorrow) ? due : tomorrow);
      return new Window(start, start.plus(length));
    }
  }

  /** Once in each period, counted from the midnight before the anchor. */
  record Rate(Duration period, Duration length) implements Schedule {
    @Override
    public Window next(Instant anchor, Instant last, Instant after) {
      Instant first = midnight(date(anchor));
      Duration passed = Duration.between(first, after);
      long periods = passed.isNegative() ? 0 : passed.dividedBy(period) + 1;
      Instant start = first.plus(period.multipliedBy(Math.max(1, periods)));
      return new Window(start, start.plus(length));
    }
  }

  private static LocalDate date(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
