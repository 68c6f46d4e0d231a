// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.secret.handler.RotationStep;
import dev.signet.secret.schedule.RotationRules;
import dev.signet.secret.schedule.Window;
import java.time.Instant;
import java.util.Optional;

/**
 * How a secret is rotated, and the rotation that runs.
 *
 * @param handler RotationLambdaARN
 * @param anchor when the rules were given, or by AutomaticallyAfterDays when the value was last
 *     changed by hand
 * @param rotatedAt when a rotation last succeeded
 * @param nextAt the end of the window that comes next; empty without rules
 */
public record SecretRotation(
    boolean enabled,
    String handler,
    RotationRules rules,
    Instant anchor,
    Optional<Instant> rotatedAt,
    Optional<Instant> nextAt,
    Optional<Run> run) {
  /**
   * A rotation between its steps.
   *
   * @param token the id of the version that it makes
   * @param step what comes next
   * @param onlyTest whether only the handler is tried (RotateImmediately=false)
   * @param failures how often it has failed so far
   * @param windowEnd of the window it was started in; empty where somebody asked for it
   */
  public record Run(
      String token,
      RotationStep step,
      boolean onlyTest,
      int failures,
      Optional<Instant> windowEnd) {
    /** The same at another step. */
    Run at(RotationStep next) {
      return new Run(token, next, onlyTest, failures, windowEnd);
    }

    /** The same from its first step, after one more failure. */
    Run failed(Optional<Instant> nextEnd) {
      return new Run(token, RotationStep.CREATE_SECRET, onlyTest, failures + 1, nextEnd);
    }
  }

  /** When it rotates, for people. */
  public String when() {
    String rule =
        rules
            .expression()
            .or(() -> rules.afterDays().map(days -> "after " + days + " days"))
            .orElse("when somebody asks for it");
    return enabled ? rule : "switched off, was " + rule;
  }

  /** What fails, for people; empty while all is well. */
  public Optional<String> trouble() {
    return run.filter(running -> running.failures() > 0)
        .map(running -> "failed " + running.failures() + " times, is tried again");
  }

  /** The same with another run, or none. */
  SecretRotation with(Optional<Run> newRun) {
    return new SecretRotation(enabled, handler, rules, anchor, rotatedAt, nextAt, newRun);
  }

  /** The first window after an instant; empty without rules, or while it is switched off. */
  Optional<Window> next(Instant after) {
    Instant last = rotatedAt.filter(anchor::isBefore).orElse(anchor);
    return rules.schedule().filter(_ -> enabled).map(rule -> rule.next(anchor, last, after));
  }

  /** The same with the date that people see. */
  SecretRotation expecting(Instant now) {
    return new SecretRotation(
        enabled, handler, rules, anchor, rotatedAt, next(now).map(Window::end), run);
  }

  /** The same, anchored anew. */
  SecretRotation anchored(Instant newAnchor) {
    return new SecretRotation(enabled, handler, rules, newAnchor, rotatedAt, nextAt, run);
  }

  /** The same after a success. */
  SecretRotation succeeded(Instant now) {
    return new SecretRotation(
        enabled, handler, rules, anchor, Optional.of(now), nextAt, Optional.empty());
  }

  /** The same, switched off, and nothing runs. */
  SecretRotation cancelled() {
    return new SecretRotation(false, handler, rules, anchor, rotatedAt, nextAt, Optional.empty());
  }
}
