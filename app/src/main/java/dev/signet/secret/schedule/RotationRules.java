// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.schedule;

import dev.signet.kernel.Refusal;
import java.time.Duration;
import java.util.Optional;

/**
 * When a secret is rotated, as it was given (RotationRules of the API). All times are UTC.
 *
 * @param afterDays AutomaticallyAfterDays, 1 to 1000
 * @param expression {@code rate(…)} or {@code cron(…)}
 * @param duration of a window, hours such as {@code 3h}
 */
public record RotationRules(
    Optional<Long> afterDays, Optional<String> expression, Optional<String> duration) {
  /** By hand only. */
  public static final RotationRules NONE =
      new RotationRules(Optional.empty(), Optional.empty(), Optional.empty());

  private static final Duration DAY = Duration.ofDays(1);

  /**
   * Rules that can be kept.
   *
   * @throws Refusal of kind INVALID
   */
  public RotationRules {
    if (afterDays.isPresent() && expression.isPresent()) {
      throw Refusal.invalid(
          "RotationRules: expected either AutomaticallyAfterDays or ScheduleExpression, not both");
    }
    if (duration.isPresent() && afterDays.isEmpty() && expression.isEmpty()) {
      throw Refusal.invalid(
          "Duration "
              + duration.get()
              + ": expected AutomaticallyAfterDays or ScheduleExpression beside it");
    }
    read(afterDays, expression, duration);
  }

  /** When windows begin; empty where nothing was said. */
  public Optional<Schedule> schedule() {
    return read(afterDays, expression, duration);
  }

  private static Optional<Schedule> read(
      Optional<Long> afterDays, Optional<String> expression, Optional<String> duration) {
    Optional<Duration> length = duration.map(RotationRules::length);
    return afterDays
        .<Schedule>map(days -> new Schedule.AfterDays(days, length.orElse(DAY)))
        .or(() -> expression.map(text -> ScheduleExpression.read(text, length)));
  }

  private static Duration length(String text) {
    String digits = text.endsWith("h") ? text.substring(0, text.length() - 1) : "";
    int hours = digits.matches("[0-9]{1,2}") ? Integer.parseInt(digits) : 0; // the model's own form
    if (hours < 1 || hours > 24) {
      throw Refusal.invalid("Duration '" + text + "': expected 1h to 24h");
    }
    return Duration.ofHours(hours);
  }
}
