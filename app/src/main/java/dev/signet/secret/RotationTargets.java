// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.kernel.ArnGlob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which RotationLambdaARN means whom. The first rule that fits counts, ours come last. */
public record RotationTargets(List<Rule> rules) {
  /** Nobody but this server, under the names that published functions have. */
  public static final RotationTargets USUAL =
      new RotationTargets(
          Stream.of("signet-certificate-rotation*", "*SecretsRotateFunction*")
              .map(name ->
                  new Rule(
                      new ArnGlob("arn:*:lambda:*:*:function:" + name),
                      new RotationTarget.BuiltIn()))
              .toList());

  /** Whom ARNs of a form mean. */
  public record Rule(ArnGlob glob, RotationTarget target) {}

  /** Copies the list. */
  public RotationTargets {
    rules = List.copyOf(rules);
  }

  /**
   * The usual ones after others.
   *
   * @param texts each {@code ARN-GLOB=TARGET}
   * @throws IllegalArgumentException naming one that is none
   */
  public static RotationTargets of(List<String> texts) {
    List<Rule> all = new ArrayList<>();
    for (String text : texts) {
      String[] parts = text.split("=", 2);
      if (parts.length < 2 || parts[0].isEmpty()) {
        throw new IllegalArgumentException("rotation '" + text + "': expected ARN-GLOB=TARGET");
      }
      all.add(new Rule(new ArnGlob(parts[0]), RotationTarget.parse(parts[1])));
    }
    all.addAll(USUAL.rules);
    return new RotationTargets(all);
  }

  /** Whom an ARN means; empty where it means nobody. */
  Optional<RotationTarget> find(String arn) {
    return rules.stream().filter(rule -> rule.glob().fits(arn)).map(Rule::target).findFirst();
  }
}
