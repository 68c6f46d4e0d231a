// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.schedule;

import dev.signet.kernel.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One field of a cron expression: numbers, names, ranges, steps and lists of these.
 *
 * @param names of the numbers from the least on; may be empty
 */
record CronField(String what, int least, int most, List<String> names) {
  static final CronField HOURS = new CronField("hours", 0, 23, List.of());
  static final CronField DAYS = new CronField("day of month", 1, 31, List.of());
  static final CronField MONTHS =
      new CronField(
          "month",
          1,
          12,
          List.of(
              "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"));
  static final CronField WEEKDAYS =
      new CronField("day of week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

  private static final Pattern PART =
      Pattern.compile("(\\*|[A-Za-z0-9]{1,3})?(?:-([A-Za-z0-9]{1,3}))?(?:/([0-9]{1,2}))?");

  /** The numbers that a text means. */
  NavigableSet<Integer> read(String text) {
    NavigableSet<Integer> numbers = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = PART.matcher(part);
      if (part.isEmpty() || !matcher.matches()) {
        throw wrong(text);
      }
      String from = matcher.group(1) == null ? "*" : matcher.group(1);
      String to = matcher.group(2);
      String step = matcher.group(3);
      boolean all = from.equals("*");
      if (all && to != null) {
        throw wrong(text);
      }
      int first = all ? least : number(from, text);
      int end = to != null ? number(to, text) : all || step != null ? most : first;
      int by = step == null ? 1 : Integer.parseInt(step);
      if (by == 0 || end < first) {
        throw wrong(text);
      }
      for (int each = first; each <= end; each += by) {
        numbers.add(each);
      }
    }
    return numbers;
  }

  /** The number of a name or of digits. */
  int number(String text, String whole) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return least + named;
    }
    if (!text.chars().allMatch(Character::isDigit)) {
      throw wrong(whole);
    }
    int number = Integer.parseInt(text);
    if (number < least || number > most) {
      throw wrong(whole);
    }
    return number;
  }

  Refusal wrong(String text) {
    return Refusal.invalid(
        "ScheduleExpression, "
            + what
            + " '"
            + text
            + "': expected "
            + least
            + " to "
            + most
            + ", *, ranges, lists or steps of these");
  }
}
