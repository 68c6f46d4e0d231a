// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.owned;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.bucket.BucketReason;
import dev.signet.ground.PolicyDocument;
import dev.signet.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A bucket's policy in IAM JSON: its form is checked and its text kept; what it says is not asked
 * yet.
 */
public final class BucketPolicy {
  /** In octets, as S3 has it. */
  static final int MOST = 20 * 1024;

  private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");

  private final String text;
  private final List<JsonNode> statements;

  private BucketPolicy(String text, List<JsonNode> statements) {
    this.text = text;
    this.statements = statements;
  }

  /**
   * Reads a policy of a bucket.
   *
   * @throws Refusal of reason BAD_POLICY
   */
  static BucketPolicy parse(Bucket bucket, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST) {
      throw bad("the policy is longer than " + MOST + " octets");
    }
    JsonNode policy = tree(text);
    requireMembers(policy, PolicyDocument.MEMBERS, "the policy");
    if (!policy.has("Version") || !VERSIONS.contains(policy.get("Version").asText())) {
      throw bad("Version '" + policy.path("Version").asText() + "': expected 2012-10-17");
    }
    List<JsonNode> statements = PolicyDocument.list(policy.path("Statement"));
    if (statements.isEmpty()) {
      throw bad("Statement is missing: expected at least one");
    }
    statements.forEach(statement -> requireStatement(bucket, statement));
    return new BucketPolicy(text, statements);
  }

  /** A policy that was kept. */
  static BucketPolicy kept(String text) {
    return new BucketPolicy(text, PolicyDocument.list(tree(text).path("Statement")));
  }

  /** As it was put. */
  String text() {
    return text;
  }

  /**
   * Whether it may give something to everybody: some statement allows it to every principal without
   * a condition on who that is.
   */
  boolean isPublic() {
    return statements.stream().anyMatch(PolicyDocument::isPublic);
  }

  private static void requireStatement(Bucket bucket, JsonNode statement) {
    requireMembers(statement, PolicyDocument.OF_STATEMENT, "a statement");
    if (!Set.of("Allow", "Deny").contains(statement.path("Effect").asText())) {
      throw bad("Effect '" + statement.path("Effect").asText() + "': expected Allow or Deny");
    }
    requireOneOf(statement, "Principal", "NotPrincipal");
    requireOneOf(statement, "Action", "NotAction");
    requireOneOf(statement, "Resource", "NotResource");
    texts(statement.path("Action"), statement.path("NotAction"))
        .filter(action -> !action.equals("*") && !action.startsWith("s3:"))
        .findFirst()
        .ifPresent(action -> {
          throw bad("Action '" + action + "': expected actions of s3");
        });
    texts(statement.path("Resource"), statement.path("NotResource"))
        .filter(arn -> !arn.equals(bucket.arn()) && !arn.startsWith(bucket.arn() + "/"))
        .findFirst()
        .ifPresent(arn -> {
          throw bad(
              "Policy has invalid resource '"
                  + arn
                  + "': expected "
                  + bucket.arn()
                  + " and what is below it");
        });
    JsonNode condition = statement.path("Condition");
    if (!condition.isMissingNode() && !condition.isObject()) {
      throw bad("Condition: expected an object of operators");
    }
  }

  private static void requireOneOf(JsonNode statement, String one, String other) {
    if (statement.has(one) == statement.has(other)) {
      throw bad("a statement has both or none of " + one + " and " + other + ": expected one");
    }
    JsonNode given = statement.has(one) ? statement.get(one) : statement.get(other);
    boolean isPrincipal = one.equals("Principal");
    boolean wellFormed =
        isPrincipal
            ? given.isTextual() ? given.asText().equals("*") : isLists(given)
            : isList(given);
    if (!wellFormed) {
      throw bad(
          one + " or " + other + ": expected " + (isPrincipal ? "\"*\" or an object" : "texts"));
    }
  }

  private static boolean isLists(JsonNode node) {
    return node.isObject()
        && !node.isEmpty()
        && StreamSupport.stream(node.spliterator(), false).allMatch(BucketPolicy::isList);
  }

  private static boolean isList(JsonNode node) {
    return node.isTextual()
        || (node.isArray()
            && !node.isEmpty()
            && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isTextual));
  }

  private static void requireMembers(JsonNode node, Set<String> known, String what) {
    if (!node.isObject()) {
      throw bad(what + " is no JSON object");
    }
    node.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            throw bad("unknown member '" + name + "' of " + what);
          }
        });
  }

  private static JsonNode tree(String text) {
    return PolicyDocument.read(text).orElseThrow(() -> bad("it is no JSON"));
  }

  private static Stream<String> texts(JsonNode... nodes) {
    return Stream.of(nodes)
        .flatMap(node -> PolicyDocument.list(node).stream())
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText);
  }

  private static Refusal bad(String message) {
    return new Refusal(BucketReason.BAD_POLICY, "This policy is malformed: " + message);
  }
}
