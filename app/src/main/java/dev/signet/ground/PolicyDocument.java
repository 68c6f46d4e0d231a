// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The grammar of IAM's policies, as far as all resources share it; what one may say of which
 * resource is each room's own.
 */
public final class PolicyDocument {
  /** Members of a policy. */
  public static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");

  /** Members of a statement. */
  public static final Set<String> OF_STATEMENT =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

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

  private PolicyDocument() {}

  /** Reads JSON in which each member stands once and nothing follows; empty for any other text. */
  public static Optional<JsonNode> read(String text) {
    try {
      return Optional.of(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** What may stand alone or in a list; nothing of a member that is missing. */
  public static List<JsonNode> list(JsonNode node) {
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false).toList();
    }
    return node.isMissingNode() ? List.of() : List.of(node);
  }

  /**
   * Whether a statement gives something to everybody: it allows it to every principal without a
   * condition on who that is (S3, "The meaning of public").
   */
  public static boolean isPublic(JsonNode statement) {
    JsonNode principal = statement.path("Principal");
    return statement.path("Effect").asText().equals("Allow")
        && (statement.has("NotPrincipal")
            || isAnybody(principal)
            || isAnybody(principal.path("AWS")))
        && !narrows(statement.path("Condition"));
  }

  private static boolean isAnybody(JsonNode principal) {
    return list(principal).stream().anyMatch(each -> each.asText().equals("*"));
  }

  /** Whether one of the conditions fixes who may call; all of a statement's have to hold. */
  private static boolean narrows(JsonNode condition) {
    return condition.properties().stream()
        .filter(operator -> EQUALITIES.contains(operator.getKey().toLowerCase(Locale.ROOT)))
        .flatMap(operator -> operator.getValue().properties().stream())
        .filter(key -> NARROWING.contains(key.getKey().toLowerCase(Locale.ROOT)))
        .anyMatch(key ->
            !list(key.getValue()).isEmpty()
                && list(key.getValue()).stream().allMatch(PolicyDocument::isFixed));
  }

  private static boolean isFixed(JsonNode value) {
    String text = value.asText();
    return !text.isEmpty() && !text.contains("*") && !text.contains("?") && !text.contains("${");
  }
}
