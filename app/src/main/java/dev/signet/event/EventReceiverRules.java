// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.ground.Helper;
import dev.signet.kernel.ArnGlob;
import java.util.List;

/**
 * Which ARNs of targets mean whom, as who runs the server says it: a caller of the API chooses
 * among these, and names neither programs nor addresses. The first rule that fits counts.
 */
public record EventReceiverRules(List<Rule> rules) {
  /** Nobody takes events. */
  public static final EventReceiverRules NONE = new EventReceiverRules(List.of());

  /** Copies the list. */
  public EventReceiverRules {
    rules = List.copyOf(rules);
  }

  /** Whom ARNs of a form mean: each event is a run of a program, or posted to an address. */
  public record Rule(ArnGlob glob, Helper helper) {}

  /**
   * Reads them.
   *
   * @param texts each {@code ARN-GLOB=TARGET}, the target {@code exec:/path} or a URL
   * @throws IllegalArgumentException naming one that is none
   */
  public static EventReceiverRules of(List<String> texts) {
    return new EventReceiverRules(texts.stream().map(EventReceiverRules::rule).toList());
  }

  private static Rule rule(String text) {
    String[] parts = text.split("=", 2);
    if (parts.length < 2 || parts[0].isEmpty()) {
      throw new IllegalArgumentException("event target '" + text + "': expected ARN-GLOB=TARGET");
    }
    return Helper.parse(parts[1])
        .map(helper -> new Rule(new ArnGlob(parts[0]), helper))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "event target '" + parts[1] + "': expected exec:/PATH or a URL"));
  }
}
