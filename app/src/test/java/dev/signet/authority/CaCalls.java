// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignedClient;
import dev.signet.testkit.SignedClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** What tests of the private CA's API do again and again, with P-256 keys. */
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

  String create(String type) {
    return create(type, configuration()).text("CertificateAuthorityArn");
  }

  /** A root with its certificate installed. */
  String activeRoot() {
    String root = create("ROOT");
    install(root, issue(root, csr(root), "RootCACertificate").text("CertificateArn"));
    return root;
  }

  void install(String root, String certificateArn) {
    byte[] pem = get(root, certificateArn).text("Certificate").getBytes(StandardCharsets.US_ASCII);
    ok(
        on(
            "ImportCertificateAuthorityCertificate",
            root,
            Map.of("Certificate", Base64.getEncoder().encodeToString(pem))));
  }

  String csr(String authority) {
    return on("GetCertificateAuthorityCsr", authority, Map.of()).text("Csr");
  }

  Answer issue(String authority, String csr, String template) {
    return on(
        "IssueCertificate",
        authority,
        Map.of(
            "Csr",
            Base64.getEncoder().encodeToString(csr.getBytes(StandardCharsets.US_ASCII)),
            "SigningAlgorithm",
            SCHEME,
            "TemplateArn",
            "arn:aws:acm-pca:::template/" + template + "/V1",
            "Validity",
            Map.of("Type", "DAYS", "Value", 30)));
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
}
