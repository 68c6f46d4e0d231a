// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies are stored as they were given, and only those that are understood to the end. */
@SuppressWarnings("NullAway.Init") // set before each
final class PoliciesTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  /** What AWS's resource sharing writes; C stands for the CA. */
  private static final String CANONICAL =
      """
      {"Version":"2012-10-17","Statement":[
        {"Sid":"1","Effect":"Allow","Principal":{"AWS":"111122223333"},"Resource":"C",
         "Action":["acm-pca:DescribeCertificateAuthority","acm-pca:GetCertificate",
          "acm-pca:GetCertificateAuthorityCertificate","acm-pca:ListPermissions","acm-pca:ListTags"]},
        {"Sid":"1","Effect":"Allow","Principal":{"AWS":"111122223333"},"Resource":"C",
         "Action":["acm-pca:IssueCertificate"],"Condition":{"StringEquals":
          {"acm-pca:TemplateArn":"arn:aws:acm-pca:::template/EndEntityCertificate/V1"}}}]}
      """;

  private CaCalls calls;
  private String root;

  @BeforeEach
  void makeAuthority() {
    calls = new CaCalls(signet.client("us-east-1"));
    root = calls.activeRoot();
  }

  private Answer put(String policy) {
    return calls
        .client()
        .privateCa(
            "PutPolicy",
            Map.of("ResourceArn", root, "Policy", policy.replace("\"C\"", "\"" + root + "\"")));
  }

  private Answer named(String operation) {
    return calls.client().privateCa(operation, Map.of("ResourceArn", root));
  }

  @Test
  void aPolicyReadsBackAsItWasGivenUntilItIsDeleted() {
    assertThat(named("GetPolicy").errorType()).isEqualTo("ResourceNotFoundException");
    assertThat(put(CANONICAL).status()).isEqualTo(200);
    assertThat(named("GetPolicy").text("Policy"))
        .isEqualTo(CANONICAL.replace("\"C\"", "\"" + root + "\""));
    assertThat(named("DeletePolicy").status()).isEqualTo(200);
    assertThat(named("DeletePolicy").status()).as("there is none").isEqualTo(200);
    assertThat(named("GetPolicy").errorType()).isEqualTo("ResourceNotFoundException");
  }

  @Test
  void everybodyOfAnOrganizationMayBeAllowed() {
    assertThat(
            put(CANONICAL
                    .replace("{\"AWS\":\"111122223333\"}", "\"*\"")
                    .replace(
                        "{\"StringEquals\":",
                        "{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-1\"},\"StringLike\":")
                    .replace(
                        "\"acm-pca:ListTags\"]}",
                        "\"acm-pca:ListTags\"],"
                            + "\"Condition\":{\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-1\"}}}"))
                .status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2012-10-17 | 2008-10-17 | Version",
        "\"Allow\" | \"Deny\" | Effect",
        "111122223333 | 1111 | Principal",
        "{\"AWS\":\"111122223333\"} | \"*\" | a condition on one of",
        "{\"AWS\":\"111122223333\"} | {\"Federated\":\"x\"} | Federated",
        "{\"AWS\":\"111122223333\"} | {} | AWS or Service",
        "acm-pca:ListTags | acm-pca:* | acm-pca:*",
        "acm-pca:ListTags | acm-pca:DeleteCertificateAuthority | DeleteCertificateAuthority",
        "acm-pca:TemplateArn | aws:SourceArn | acm-pca:TemplateArn",
        "{\"StringEquals\": | {\"StringNotEquals\": | acm-pca:TemplateArn",
        "{\"StringEquals\": | {\"StringEqualsIfExists\": | acm-pca:TemplateArn",
        "{\"StringEquals\": | {\"Hopefully\": | Hopefully",
        "\"Sid\" | \"NotAction\" | NotAction",
        "\"Resource\":\"C\" | \"Resource\":\"*\" | Resource",
        "\"Resource\":\"C\", | \"Resource\":\"C\",\"Resource\":\"C\", | each member once",
        "\"Statement\" | \"Statements\" | Statements",
      })
  void whatIsNotUnderstoodIsRefusedByItsPlace(String good, String bad, String named) {
    Answer refused = put(CANONICAL.replace(good, bad));
    assertThat(refused.errorType()).as(bad).isEqualTo("InvalidPolicyException");
    assertThat(refused.text("message")).contains(named).contains("expected");
    assertThat(named("GetPolicy").errorType()).isEqualTo("ResourceNotFoundException");
  }

  @Test
  void textThatIsNoPolicyIsRefused() {
    for (String text :
        new String[] {"x", "[]", "{}", "\"\"", "{\"Version\":", "[".repeat(50_000)}) {
      assertThat(put(text).errorType()).as(text).isEqualTo("InvalidPolicyException");
    }
  }

  @Test
  void aDeletedAuthorityTellsAndTakesNoPolicy() {
    assertThat(put(CANONICAL).status()).isEqualTo(200);
    calls.on("UpdateCertificateAuthority", root, Map.of("Status", "DISABLED"));
    calls.on("DeleteCertificateAuthority", root, Map.of("PermanentDeletionTimeInDays", 7));
    assertThat(named("GetPolicy").errorType()).isEqualTo("InvalidStateException");
    assertThat(put(CANONICAL).errorType()).isEqualTo("InvalidStateException");
  }
}
