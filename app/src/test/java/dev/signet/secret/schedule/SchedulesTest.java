// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Windows of rotation; the rules were given on Thursday, the 1st of January 2026, at ten. */
final class SchedulesTest {
  private static final Instant GIVEN = Instant.parse("2026-01-01T10:00:00Z");

  private static RotationRules rules(String expression, String duration) {
    return new RotationRules(
        Optional.empty(),
        Optional.of(expression),
        Optional.of(duration).filter(text -> !text.isEmpty()));
  }

  /** The next windows, each as its start and its hours. */
  private static List<String> windows(RotationRules rules, int count) {
    List<String> windows = new ArrayList<>();
    Instant after = GIVEN;
    for (int i = 0; i < count; i++) {
      Window next = rules.schedule().orElseThrow().next(GIVEN, GIVEN, after);
      assertThat(next.start()).isAfter(after);
      windows.add(
          next.start().toString().substring(0, 13)
              + " "
              + Duration.between(next.start(), next.end()).toHours());
      after = next.start();
    }
    return windows;
  }

  private static List<String> windows(String expression, int count) {
    return windows(rules(expression, ""), count);
  }

  private static void refused(String expression, String duration, String word) {
    assertThatThrownBy(() -> rules(expression, duration))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(word);
  }

  @Test
  void aRateOfDaysOpensAtMidnightForADay() {
    assertThat(windows("rate(10 days)", 2)).containsExactly("2026-01-11T00 24", "2026-01-21T00 24");
  }

  @Test
  void aRateOfHoursCountsFromMidnightAndOpensForAnHour() {
    assertThat(windows("rate(4 hours)", 3))
        .containsExactly("2026-01-01T12 1", "2026-01-01T16 1", "2026-01-01T20 1");
    assertThat(windows(rules("rate(10 hours)", "3h"), 2))
        .containsExactly("2026-01-01T20 3", "2026-01-02T06 3");
  }

  @Test
  void aRateIsNeitherBelowFourHoursNorWithoutANumber() {
    refused("rate(3 hours)", "", "at least 4 hours");
    refused("rate(1 hour)", "", "at least 4 hours");
    refused("rate(0 days)", "", "rate(N hours)");
    refused("every day", "", "rate(N hours)");
    refused("rate(4 hours)", "5h", "next window");
  }

  @Test
  void hoursInStepsBeginAnewEachDay() {
    List<String> eights = List.of("2026-01-01T16 1", "2026-01-02T00 1", "2026-01-02T08 1");
    assertThat(windows("cron(0 /8 * * ? *)", 3)).isEqualTo(eights);
    assertThat(windows("cron(0 8/8 * * ? *)", 3))
        .containsExactly("2026-01-01T16 1", "2026-01-02T08 1", "2026-01-02T16 1");
    assertThat(windows("cron(0 2/10 * * ? *)", 4))
        .containsExactly(
            "2026-01-01T12 1", "2026-01-01T22 1", "2026-01-02T02 1", "2026-01-02T12 1");
  }

  @Test
  void daysAreNamedByWeekMonthAndPlace() {
    assertThat(windows("cron(0 18 ? * SAT *)", 2))
        .containsExactly("2026-01-03T18 6", "2026-01-10T18 6");
    assertThat(windows("cron(0 18 ? * 7 *)", 1)).containsExactly("2026-01-03T18 6");
    assertThat(windows("cron(0 1 ? 1/3 SUN#1 *)", 3))
        .containsExactly("2026-01-04T01 23", "2026-04-05T01 23", "2026-07-05T01 23");
    assertThat(windows("cron(0 17 L * ? *)", 3))
        .containsExactly("2026-01-31T17 7", "2026-02-28T17 7", "2026-03-31T17 7");
    assertThat(windows("cron(0 16 1,15 * ? *)", 3))
        .containsExactly("2026-01-01T16 8", "2026-01-15T16 8", "2026-02-01T16 8");
    assertThat(windows("cron(0 8 ? * MON-WED *)", 4))
        .containsExactly(
            "2026-01-05T08 16", "2026-01-06T08 16", "2026-01-07T08 16", "2026-01-12T08 16");
    assertThat(windows("cron(0 0 29 FEB ? *)", 1)).containsExactly("2028-02-29T00 24");
  }

  @Test
  void aCronExpressionThatIsNoneIsRefused() {
    refused("cron(5 18 ? * SAT *)", "", "0 as minutes");
    refused("cron(0 18 ? * SAT 2027)", "", "* as year");
    refused("cron(0 18 * * SAT *)", "", "? as either");
    refused("cron(0 18 ? * ? *)", "", "? as either");
    refused("cron(0 18 ? * SAT)", "", "six fields");
    refused("cron(0 24 ? * SAT *)", "", "0 to 23");
    refused("cron(0 18 31 FEB ? *)", "", "a day that exists");
    refused("cron(0 1-x * * ? *)", "", "hours");
    refused("cron(0 1/0 * * ? *)", "", "hours");
    refused("cron(0 9-8 * * ? *)", "", "hours");
    refused("cron(0 1 ? * SUN#6 *)", "", "day of week");
  }

  @Test
  void aWindowStaysWithinItsDayAndBeforeTheNext() {
    assertThat(windows(rules("cron(0 18 ? * SAT *)", "6h"), 1)).containsExactly("2026-01-03T18 6");
    refused("cron(0 18 ? * SAT *)", "7h", "within the day");
    refused("cron(0 /8 * * ? *)", "9h", "within the day");
    refused("cron(0 8,10 * * ? *)", "3h", "next window");
    refused("rate(10 days)", "0h", "1h to 24h");
    refused("rate(10 days)", "25h", "1h to 24h");
  }

  @Test
  void afterSoManyDaysCountsFromTheLastRotation() {
    Schedule after30 =
        new RotationRules(Optional.of(30L), Optional.empty(), Optional.empty())
            .schedule()
            .orElseThrow();
    Instant last = Instant.parse("2026-02-10T15:30:00Z");
    assertThat(after30.next(GIVEN, last, last).start()).isEqualTo("2026-03-12T00:00:00Z");
    assertThat(after30.next(GIVEN, last, last).end()).isEqualTo("2026-03-13T00:00:00Z");
    Instant late = Instant.parse("2026-05-01T08:00:00Z"); // every day, once it is due
    assertThat(after30.next(GIVEN, last, late).start()).isEqualTo("2026-05-02T00:00:00Z");
  }

  @Test
  void rulesSayOneThing() {
    assertThatThrownBy(
            () -> new RotationRules(Optional.of(3L), Optional.of("rate(3 days)"), Optional.empty()))
        .hasMessageContaining("not both");
    assertThatThrownBy(
            () -> new RotationRules(Optional.empty(), Optional.empty(), Optional.of("3h")))
        .hasMessageContaining("beside it");
    assertThat(RotationRules.NONE.schedule()).isEmpty();
  }

  @Test
  void aFailureIsTriedAgainSoonThenEachHourOfTheWindowThenInTheNext() {
    Instant now = GIVEN;
    Optional<Instant> end = Optional.of(now.plus(Duration.ofHours(3)));
    Optional<Window> next =
        Optional.of(
            new Window(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(1).plusHours(4))));
    int[] minutes = {1, 5, 15, 60, 60};
    for (int i = 0; i < minutes.length; i++) {
      assertThat(RetryTimes.next(i + 1, now, end, next))
          .isEqualTo(now.plus(Duration.ofMinutes(minutes[i])));
    }
    Optional<Instant> soonOver = Optional.of(now.plus(Duration.ofMinutes(30)));
    assertThat(RetryTimes.next(6, now, soonOver, next)).isEqualTo(next.get().start());
    assertThat(RetryTimes.next(6, now, soonOver, Optional.empty()))
        .isEqualTo(now.plus(Duration.ofHours(1)));
  }
}
