// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.event.pattern.EventPattern;
import dev.signet.kernel.Arn;
import dev.signet.kernel.ArnForm;
import dev.signet.kernel.Home;
import dev.signet.kernel.Tags;
import java.util.Optional;

/**
 * Which events of a home go to its targets.
 *
 * @param role kept and answered, and used by nobody
 */
public record Rule(
    Home home,
    String name,
    EventPattern pattern,
    boolean enabled,
    Optional<String> description,
    Optional<String> role,
    Tags tags) {
  private static final String KIND = "rule/";
  private static final ArnForm FORM = ArnForm.of("events", KIND + "[.\\-_A-Za-z0-9]{1,64}");

  /** Its ARN. */
  public Arn arn() {
    return arn(home, name);
  }

  /** The ARN of a rule of that name. */
  public static Arn arn(Home home, String name) {
    return home.arn("events", KIND + name);
  }

  /** The name in the ARN of a rule that would live there; empty for any other text. */
  public static Optional<String> nameIn(String arn, Home home) {
    return FORM.parse(arn)
        .filter(parsed -> parsed.isIn(home))
        .map(parsed -> parsed.resource().substring(KIND.length()));
  }

  Rule with(Tags others) {
    return new Rule(home, name, pattern, enabled, description, role, others);
  }

  Rule enabled(boolean now) {
    return new Rule(home, name, pattern, now, description, role, tags);
  }
}
