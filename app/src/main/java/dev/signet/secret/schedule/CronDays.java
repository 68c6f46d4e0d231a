// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.schedule;

import java.time.LocalDate;
import java.util.Set;

/** Which days of a month are meant. Days of the week are counted from 1, Sunday. */
sealed interface CronDays {
  /** Whether it is one of them. */
  boolean have(LocalDate day);

  /** By their number. */
  record OfMonth(Set<Integer> numbers) implements CronDays {
    @Override
    public boolean have(LocalDate day) {
      return numbers.contains(day.getDayOfMonth());
    }
  }

  /** The last one. */
  record Last() implements CronDays {
    @Override
    public boolean have(LocalDate day) {
      return day.getDayOfMonth() == day.lengthOfMonth();
    }
  }

  /** By their name. */
  record OfWeek(Set<Integer> numbers) implements CronDays {
    @Override
    public boolean have(LocalDate day) {
      return numbers.contains(weekday(day));
    }
  }

  /** The n-th one of that name. */
  record Nth(int weekday, int n) implements CronDays {
    @Override
    public boolean have(LocalDate day) {
      return CronDays.weekday(day) == weekday && (day.getDayOfMonth() - 1) / 7 + 1 == n;
    }
  }

  private static int weekday(LocalDate day) {
    return day.getDayOfWeek().getValue() % 7 + 1;
  }
}
