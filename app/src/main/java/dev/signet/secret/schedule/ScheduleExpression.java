// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.schedule;

import dev.signet.kernel.Refusal;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code rate(…)} and {@code cron(…)}. */
final class ScheduleExpression {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration SHORTEST = Duration.ofHours(4);
  private static final Pattern RATE = Pattern.compile("rate\\(([1-9][0-9]{0,3}) (hours?|days?)\\)");
  private static final Pattern CRON = Pattern.compile("cron\\(([^()]*)\\)");
  private static final Pattern NTH = Pattern.compile("([A-Za-z0-9]{1,3})#([1-5])");

  private ScheduleExpression() {}

  /**
   * What an expression means.
   *
   * @param length of its windows, if that was said
   */
  static Schedule read(String text, Optional<Duration> length) {
    Matcher rate = RATE.matcher(text);
    if (rate.matches()) {
      return rate(text, Long.parseLong(rate.group(1)), rate.group(2), length);
    }
    Matcher cron = CRON.matcher(text);
    if (cron.matches()) {
      return cron(text, cron.group(1).strip().split(" +", -1), length);
    }
    throw wrong(text, "rate(N hours), rate(N days) or cron(0 H DoM M DoW *)");
  }

  private static Schedule rate(String text, long count, String unit, Optional<Duration> length) {
    boolean hourly = unit.startsWith("hour");
    Duration period = hourly ? Duration.ofHours(count) : Duration.ofDays(count);
    if (period.compareTo(SHORTEST) < 0) {
      throw wrong(text, "at least 4 hours");
    }
    Duration window = length.orElse(hourly ? HOUR : DAY);
    if (window.compareTo(period) > 0) {
      throw wrong(text, "a Duration that ends before the next window begins");
    }
    return new Schedule.Rate(period, window);
  }

  private static Schedule cron(String text, String[] fields, Optional<Duration> length) {
    if (fields.length != 6) {
      throw wrong(text, "six fields: minutes, hours, day of month, month, day of week, year");
    }
    if (!fields[0].equals("0")) {
      throw wrong(text, "0 as minutes, because windows begin on the hour");
    }
    if (!fields[5].equals("*")) {
      throw wrong(text, "* as year");
    }
    NavigableSet<Integer> hours = CronField.HOURS.read(fields[1]);
    return new CronSchedule(
            hours,
            CronField.MONTHS.read(fields[3]),
            days(text, fields[2], fields[4]),
            window(text, hours, length))
        .checked(text);
  }

  private static CronDays days(String text, String ofMonth, String ofWeek) {
    if (ofMonth.equals("?") == ofWeek.equals("?")) {
      throw wrong(text, "? as either day of month or day of week");
    }
    if (ofWeek.equals("?")) {
      return ofMonth.equals("L")
          ? new CronDays.Last()
          : new CronDays.OfMonth(CronField.DAYS.read(ofMonth));
    }
    Matcher nth = NTH.matcher(ofWeek);
    return nth.matches()
        ? new CronDays.Nth(
            CronField.WEEKDAYS.number(nth.group(1), ofWeek), Integer.parseInt(nth.group(2)))
        : new CronDays.OfWeek(CronField.WEEKDAYS.read(ofWeek));
  }

  /** To the end of the day, or an hour where a day has several; within the day, without overlap. */
  private static Duration window(
      String text, NavigableSet<Integer> hours, Optional<Duration> length) {
    Duration toMidnight = Duration.ofHours(24 - hours.last());
    Duration window = length.orElse(hours.size() == 1 ? toMidnight : HOUR);
    int gap = 24;
    for (int hour : hours) {
      Integer next = hours.higher(hour);
      gap = next == null ? gap : Math.min(gap, next - hour);
    }
    if (window.compareTo(toMidnight) > 0) {
      throw wrong(text, "a Duration that ends within the day (UTC)");
    }
    if (window.compareTo(Duration.ofHours(gap)) > 0) {
      throw wrong(text, "a Duration that ends before the next window begins");
    }
    return window;
  }

  private static Refusal wrong(String text, String expected) {
    return Refusal.invalid("ScheduleExpression '" + text + "': expected " + expected);
  }
}
