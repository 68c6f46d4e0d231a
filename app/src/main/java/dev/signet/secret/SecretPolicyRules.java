// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.ground.PolicyDocument;
import dev.signet.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the resource policy of a secret may look like. It is kept; nobody is weighed by it yet. */
public final class SecretPolicyRules {
  private static final Pattern AWS =
      Pattern.compile(
          "\\*|[0-9]{12}|arn:[a-z-]+:iam::[0-9]{12}:(root|(user|role)/[\\w+=,.@/-]+)"
              + "|arn:[a-z-]+:sts::[0-9]{12}:assumed-role/[\\w+=,.@/-]+");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");
  private static final Pattern ACTION = Pattern.compile("\\*|secretsmanager:[A-Za-z*?]+");

  private SecretPolicyRules() {}

  /**
   * Checks a policy.
   *
   * @throws Refusal of reason MALFORMED_POLICY, naming what is wrong
   */
  public static void check(String policy) {
    JsonNode document = read(policy);
    requireMembers("The policy", document, PolicyDocument.MEMBERS);
    String version = document.path("Version").asText("2012-10-17");
    if (!version.equals("2012-10-17") && !version.equals("2008-10-17")) {
      throw wrong("Version", version, "2012-10-17");
    }
    List<JsonNode> statements = PolicyDocument.list(document.path("Statement"));
    if (statements.isEmpty()) {
      throw wrong("Statement", "none", "at least one");
    }
    statements.forEach(SecretPolicyRules::checkStatement);
  }

  /** Whether a well-formed policy lets everybody in, without a condition that says whom. */
  public static boolean isPublic(String policy) {
    return PolicyDocument.list(read(policy).path("Statement")).stream()
        .anyMatch(PolicyDocument::isPublic);
  }

  private static JsonNode read(String policy) {
    return PolicyDocument.read(policy)
        .orElseThrow(
            () -> wrong("The policy", "text that is no JSON", "one JSON object, each member once"));
  }

  private static void checkStatement(JsonNode statement) {
    requireMembers("Statement", statement, PolicyDocument.OF_STATEMENT);
    String effect = statement.path("Effect").asText();
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw wrong("Effect", statement.path("Effect").toString(), "Allow or Deny");
    }
    checkPrincipal(one(statement, "Principal", "NotPrincipal"));
    texts("Action", one(statement, "Action", "NotAction"), ACTION);
    texts("Resource", one(statement, "Resource", "NotResource"), Pattern.compile(".+"));
    JsonNode condition = statement.path("Condition");
    if (!condition.isMissingNode() && !condition.isObject()) {
      throw wrong("Condition", condition.toString(), "an object");
    }
  }

  private static JsonNode one(JsonNode statement, String member, String negated) {
    if (statement.has(member) == statement.has(negated)) {
      throw wrong("Statement", statement.toString(), "either " + member + " or " + negated);
    }
    return statement.has(member) ? statement.get(member) : statement.get(negated);
  }

  private static void checkPrincipal(JsonNode principal) {
    if (principal.isTextual() && principal.asText().equals("*")) {
      return;
    }
    requireMembers("Principal", principal, Set.of("AWS", "Service"));
    if (principal.isEmpty()) {
      throw wrong("Principal", "nobody", "AWS or Service");
    }
    for (Map.Entry<String, JsonNode> each : principal.properties()) {
      texts("Principal", each.getValue(), each.getKey().equals("AWS") ? AWS : SERVICE);
    }
  }

  private static void texts(String what, JsonNode value, Pattern form) {
    List<JsonNode> all = PolicyDocument.list(value);
    if (all.isEmpty()) {
      throw wrong(what, "none", "at least one");
    }
    for (JsonNode each : all) {
      if (!each.isTextual() || !form.matcher(each.asText()).matches()) {
        throw wrong(what, each.toString(), "the form that IAM gives it");
      }
    }
  }

  private static void requireMembers(String what, JsonNode object, Set<String> known) {
    if (!object.isObject()) {
      throw wrong(what, object.toString(), "an object");
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!known.contains(member.getKey())) {
        throw wrong(what, "the member " + member.getKey(), "none but " + sorted(known));
      }
    }
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static Refusal wrong(String what, String found, String expected) {
    return new Refusal(
        SecretReason.MALFORMED_POLICY,
        "This resource policy contains invalid Json or grammar. "
            + what
            + ": "
            + found
            + ": expected "
            + expected);
  }
}
