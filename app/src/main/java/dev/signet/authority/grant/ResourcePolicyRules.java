// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.grant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.authority.AuthorityArn;
import dev.signet.authority.AuthorityReason;
import dev.signet.ground.PolicyDocument;
import dev.signet.kernel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the policy of an authority may say (PutPolicy): whoever is named may read it, and issue by
 * templates that are named. It only ever allows; what is not known here is refused, because it
 * might have been meant to allow less.
 */
final class ResourcePolicyRules {
  private static final Set<String> STATEMENT =
      Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");
  private static final String ISSUE = "acm-pca:IssueCertificate";
  private static final Set<String> ACTIONS =
      Set.of(
          "acm-pca:DescribeCertificateAuthority",
          "acm-pca:GetCertificate",
          "acm-pca:GetCertificateAuthorityCertificate",
          "acm-pca:ListPermissions",
          "acm-pca:ListTags",
          ISSUE,
          "acm-pca:RevokeCertificate");
  private static final String TEMPLATE = "acm-pca:TemplateArn";
  private static final Set<String> TEMPLATE_OPERATORS = Set.of("StringEquals", "StringLike");
  private static final Set<String> WHOSE =
      Set.of("aws:PrincipalOrgID", "aws:PrincipalAccount", "aws:SourceAccount");
  private static final Pattern ACCOUNT =
      Pattern.compile("[0-9]{12}|arn:[a-z-]+:iam::[0-9]{12}:(root|(role|user)/[\\w+=,.@/-]+)");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?");
  private static final Pattern OPERATOR =
      Pattern.compile(
          "(ForAllValues:|ForAnyValue:)?(String(Not)?(Equals|Like)(IgnoreCase)?|Arn(Not)?"
              + "(Equals|Like)|Bool|Null|(Not)?IpAddress|Date(Not)?(Equals|LessThan|GreaterThan)"
              + "(Equals)?)(IfExists)?");

  private final AuthorityArn authority;

  private ResourcePolicyRules(AuthorityArn authority) {
    this.authority = authority;
  }

  /**
   * Checks a policy of an authority.
   *
   * @throws Refusal of reason INVALID_POLICY, naming what is wrong
   */
  static void check(AuthorityArn authority, String document) {
    new ResourcePolicyRules(authority).checkDocument(read(document));
  }

  private static JsonNode read(String document) {
    return PolicyDocument.read(document)
        .orElseThrow(
            () -> wrong("Policy", "text that is no JSON", "one JSON object, each member once"));
  }

  private void checkDocument(JsonNode document) {
    requireMembers("Policy", document, PolicyDocument.MEMBERS);
    if (!document.path("Version").asText().equals("2012-10-17")) {
      throw wrong("Version", document.path("Version").toString(), "\"2012-10-17\"");
    }
    List<JsonNode> statements = PolicyDocument.list(document.path("Statement"));
    if (statements.isEmpty()) {
      throw wrong("Statement", "none", "at least one");
    }
    for (int i = 0; i < statements.size(); i++) {
      checkStatement("Statement[" + i + "]", statements.get(i));
    }
  }

  private void checkStatement(String at, JsonNode statement) {
    requireMembers(at, statement, STATEMENT);
    if (!statement.path("Effect").asText().equals("Allow")) {
      throw wrong(at + ".Effect", statement.path("Effect").toString(), "\"Allow\"");
    }
    each(
        at + ".Resource", statement.path("Resource"), authority.toString()::equals, authority + "");
    each(at + ".Action", statement.path("Action"), ACTIONS::contains, "of " + sorted(ACTIONS));
    JsonNode condition = statement.path("Condition");
    checkCondition(at + ".Condition", condition);
    checkPrincipal(at + ".Principal", statement.path("Principal"), condition);
    boolean issues =
        PolicyDocument.list(statement.path("Action")).stream()
            .anyMatch(action -> action.asText().equals(ISSUE));
    if (issues && !names(condition, TEMPLATE_OPERATORS::contains, Set.of(TEMPLATE))) {
      throw wrong(
          at + ".Condition",
          condition.isMissingNode() ? "none" : condition.toString(),
          "StringEquals or StringLike of " + TEMPLATE + " beside " + ISSUE);
    }
  }

  private static void checkPrincipal(String at, JsonNode principal, JsonNode condition) {
    if (principal.isTextual()) {
      checkAnybody(at, principal.asText(), condition);
      return;
    }
    requireMembers(at, principal, Set.of("AWS", "Service"));
    if (principal.isEmpty()) {
      throw wrong(at, "{}", "AWS or Service");
    }
    if (principal.has("AWS")) {
      for (JsonNode one : PolicyDocument.list(principal.path("AWS"))) {
        if (!ACCOUNT.matcher(one.asText()).matches()) {
          checkAnybody(at + ".AWS", one.asText(), condition);
        }
      }
    }
    if (principal.has("Service")) {
      each(
          at + ".Service",
          principal.path("Service"),
          SERVICE.asMatchPredicate(),
          "a service such as acm.amazonaws.com");
    }
  }

  /** Everybody, but of somebody's organization or account. */
  private static void checkAnybody(String at, String principal, JsonNode condition) {
    if (!principal.equals("*")) {
      throw wrong(at, "'" + principal + "'", "an account, a role, a user or *");
    }
    if (!names(condition, operator -> operator.startsWith("String"), WHOSE)) {
      throw wrong(at, "'*'", "a condition on one of " + sorted(WHOSE) + " beside it");
    }
  }

  private static void checkCondition(String at, JsonNode condition) {
    if (condition.isMissingNode()) {
      return;
    }
    if (!condition.isObject()) {
      throw wrong(at, condition.toString(), "an object of operators");
    }
    for (Map.Entry<String, JsonNode> operator : condition.properties()) {
      if (!OPERATOR.matcher(operator.getKey()).matches() || !operator.getValue().isObject()) {
        throw wrong(at, "'" + operator.getKey() + "'", "an operator of IAM with keys and values");
      }
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        each(at + "." + key.getKey(), key.getValue(), _ -> true, "texts");
      }
    }
  }

  /** Whether a condition of such an operator, without "if it exists", names one of the keys. */
  private static boolean names(JsonNode condition, Predicate<String> operator, Set<String> keys) {
    return condition.properties().stream()
        .filter(entry -> operator.test(entry.getKey()))
        .filter(entry -> !entry.getKey().contains("Not") && !entry.getKey().endsWith("IfExists"))
        .anyMatch(entry -> keys.stream().anyMatch(entry.getValue()::has));
  }

  private static void each(String at, JsonNode values, Predicate<String> good, String expected) {
    List<JsonNode> all = PolicyDocument.list(values);
    if (all.isEmpty()) {
      throw wrong(at, "none", expected);
    }
    for (JsonNode value : all) {
      if (!value.isValueNode() || !good.test(value.asText())) {
        throw wrong(at, value.toString(), expected);
      }
    }
  }

  private static void requireMembers(String at, JsonNode object, Set<String> known) {
    if (!object.isObject()) {
      throw wrong(at, object.toString(), "an object");
    }
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!known.contains(member.getKey())) {
        throw wrong(at, "member '" + member.getKey() + "'", "one of " + sorted(known));
      }
    }
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }

  private static Refusal wrong(String at, String found, String expected) {
    return new Refusal(
        AuthorityReason.INVALID_POLICY, at + ": " + found + ", expected " + expected);
  }
}
