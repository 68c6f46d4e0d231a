// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Identifiers and URIs of a call that some could not read are refused, naming them. */
final class PassthroughReadableTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  /** pyca reads no number of it. */
  private static final String LARGE = "1.2." + "9".repeat(39);

  private static final Map<String, ?> LARGE_SUBJECT =
      Map.of("CustomAttributes", List.of(Map.of("ObjectIdentifier", LARGE, "Value", "x")));

  private final CaCalls calls = new CaCalls(signet.client("us-east-1"));

  @Test
  void whatNotEverybodyReadsIsRefusedByItsName() {
    String root = calls.activeRoot();
    Map<Map<String, ?>, String> wrong =
        Map.ofEntries(
            entry(Map.of("Subject", LARGE_SUBJECT), LARGE),
            entry(name(Map.of("RegisteredId", LARGE)), LARGE),
            entry(name(Map.of("OtherName", Map.of("TypeId", LARGE, "Value", "x"))), "otherName"),
            entry(name(Map.of("UniformResourceIdentifier", "http:///a")), "http:///a"),
            entry(
                extensions("CustomExtensions", Map.of("ObjectIdentifier", LARGE, "Value", "BQA=")),
                LARGE),
            entry(
                extensions("ExtendedKeyUsage", Map.of("ExtendedKeyUsageObjectIdentifier", LARGE)),
                LARGE),
            entry(extensions("CertificatePolicies", Map.of("CertPolicyId", LARGE)), LARGE),
            entry(policy("not a uri"), "not a uri"),
            entry(policy("http:///a"), "CpsUri"),
            entry(policy("https://ü"), "https://ü"));
    wrong.forEach((passthrough, text) -> {
      Answer answer = issue(root, passthrough);
      assertThat(answer.errorType()).as("%s", passthrough).isEqualTo("InvalidArgsException");
      assertThat(answer.text("message")).as("%s", passthrough).contains(text);
    });
    CaCalls.ok(issue(root, policy("https://a.example/b")));
  }

  @Test
  void aCaHasNoSuchNameEither() {
    Map<String, Object> configuration = CaCalls.configuration();
    configuration.put("Subject", LARGE_SUBJECT);
    Answer answer = calls.create("ROOT", configuration);
    assertThat(answer.errorType()).isEqualTo("InvalidArgsException");
    assertThat(answer.text("message")).contains(LARGE);
  }

  private Answer issue(String root, Map<String, ?> passthrough) {
    String csr = Requests.csr(DistinguishedName.of(AttributeType.COMMON_NAME, "asked"));
    return calls.issue(root, csr, "BlankEndEntityCertificate_APIPassthrough", passthrough);
  }

  private static Map<String, ?> extensions(String kind, Map<String, ?> one) {
    return Map.of("Extensions", Map.of(kind, List.of(one)));
  }

  private static Map<String, ?> name(Map<String, ?> name) {
    return extensions("SubjectAlternativeNames", name);
  }

  private static Map<String, ?> policy(String statement) {
    Map<String, ?> qualifier =
        Map.of("PolicyQualifierId", "CPS", "Qualifier", Map.of("CpsUri", statement));
    return extensions(
        "CertificatePolicies",
        Map.of("CertPolicyId", "1.2.3", "PolicyQualifiers", List.of(qualifier)));
  }
}
