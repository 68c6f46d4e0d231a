// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.owned;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;

/** Whether the conditions of a statement leave it no public one (S3, "The meaning of public"). */
final class BucketConditions {
  /** Each names who may call, where no value of it stands for many. */
  private static final Set<String> NARROWING =
      Set.of(
          "aws:principalorgid",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceowner",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:userid",
          "s3:dataaccesspointaccount",
          "s3:dataaccesspointarn");

  private static final Set<String> EQUALITIES =
      Set.of("stringequals", "stringlike", "arnequals", "arnlike");

  private BucketConditions() {}

  /** Whether one of them fixes who may call; all of a statement's have to hold. */
  static boolean narrow(JsonNode condition) {
    return condition.properties().stream()
        .filter(operator -> EQUALITIES.contains(operator.getKey().toLowerCase(Locale.ROOT)))
        .flatMap(operator -> operator.getValue().properties().stream())
        .anyMatch(key ->
            NARROWING.contains(key.getKey().toLowerCase(Locale.ROOT)) && isFixed(key.getValue()));
  }

  private static boolean isFixed(JsonNode values) {
    if (values.isArray()) {
      boolean all = !values.isEmpty();
      for (JsonNode value : values) {
        all = all && isFixed(value);
      }
      return all;
    }
    String text = values.asText();
    return !text.isEmpty() && !text.contains("*") && !text.contains("?") && !text.contains("${");
  }
}
