// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignedClient;
import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Calls of the private CA whose answers are looked at, also refusals; with P-256 keys. */
record CaCalls(SignedClient client) {
  private static final String SCHEME = "SHA256WITHECDSA";

  static Map<String, Object> configuration() {
    return new HashMap<>(
        Map.of(
            "KeyAlgorithm",
            "EC_prime256v1",
            "SigningAlgorithm",
            SCHEME,
            "Subject",
            Map.of("CommonName", "test")));
  }

  Answer create(String type, Map<String, ?> configuration) {
    return client.privateCa(
        "CreateCertificateAuthority",
        Map.of(
            "CertificateAuthorityType", type, "CertificateAuthorityConfiguration", configuration));
  }

  /** An authority that waits for its certificate. */
  String create(String type) {
    return pca().pending(CertificateAuthorityType.valueOf(type), "test", Kind.P256);
  }

  /** A root that issues for a month. */
  String activeRoot() {
    return pca().root("test", Kind.P256, 30);
  }

  String csr(String authority) {
    return pca().csr(authority);
  }

  private PrivateCaCalls pca() {
    return client.calls().pca();
  }

  Answer issue(String authority, String csr, String template) {
    return issue(authority, csr, template, Map.of());
  }

  /** Asks for a certificate of a month, with what the call itself says of it. */
  Answer issue(String authority, String csr, String template, Map<String, ?> passthrough) {
    Map<String, Object> input = new HashMap<>();
    input.put("Csr", Base64.getEncoder().encodeToString(csr.getBytes(StandardCharsets.US_ASCII)));
    input.put("SigningAlgorithm", SCHEME);
    input.put("TemplateArn", "arn:aws:acm-pca:::template/" + template + "/V1");
    input.put("Validity", Map.of("Type", "DAYS", "Value", 30));
    if (!passthrough.isEmpty()) {
      input.put("ApiPassthrough", passthrough);
    }
    return on("IssueCertificate", authority, input);
  }

  Answer get(String authority, String certificateArn) {
    return on("GetCertificate", authority, Map.of("CertificateArn", certificateArn));
  }

  /** A call about one authority. */
  Answer on(String operation, String authority, Map<String, ?> more) {
    Map<String, Object> input = new HashMap<>(more);
    input.put("CertificateAuthorityArn", authority);
    return client.privateCa(operation, input);
  }

  static void ok(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  /** That a call was refused so, with these words. */
  static void assertRefused(Answer answer, String error, String words) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorType()).isEqualTo(error);
    assertThat(answer.text("message") + answer.text("Message")).contains(words);
  }
}
