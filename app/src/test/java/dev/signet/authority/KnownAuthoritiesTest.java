// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignedClient;
import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Authorities are kept in memory: no caller may see one as it was before an answered change. */
final class KnownAuthoritiesTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private final SignedClient client = signet.client("us-east-1");

  @Test
  void noneIssuesAfterDisablingItWasAnswered() throws Exception {
    String root = root();
    try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 20; round++) {
        List<Future<Boolean>> meanwhile = start(pool, 8, () -> issue(root));
        update(root, "DISABLED");
        List<Future<Boolean>> after = start(pool, 8, () -> issue(root));
        for (Future<Boolean> issued : after) {
          assertThat(issued.get()).isFalse();
        }
        finish(meanwhile);
        update(root, "ACTIVE");
        assertThat(issue(root)).isTrue();
      }
    }
  }

  @Test
  void oneThatIsUnknownIsFoundOnceItExists() {
    String root = root();
    String gone = root.substring(0, root.length() - 12) + "000000000000";
    for (int i = 0; i < 2; i++) {
      assertThat(client.privateCa("IssueCertificate", input(gone)).errorType())
          .isEqualTo("ResourceNotFoundException");
    }
    assertThat(issue(root)).isTrue();
  }

  private static List<Future<Boolean>> start(
      ExecutorService pool, int times, Callable<Boolean> call) {
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.add(pool.submit(call));
    }
    return all;
  }

  private static void finish(List<Future<Boolean>> all)
      throws ExecutionException, InterruptedException {
    for (Future<Boolean> each : all) {
      each.get();
    }
  }

  /** Whether a certificate was issued; anything but that and the right refusal fails. */
  private boolean issue(String root) {
    Answer answer = client.privateCa("IssueCertificate", input(root));
    if (answer.json().has("CertificateArn")) {
      return true;
    }
    assertThat(answer.errorType()).isEqualTo("InvalidStateException");
    return false;
  }

  private Map<String, Object> input(String root) {
    return Map.of(
        "CertificateAuthorityArn",
        root,
        "Csr",
        csr,
        "SigningAlgorithm",
        "SHA256WITHECDSA",
        "Validity",
        Map.of("Type", "DAYS", "Value", 1));
  }

  private String csr = "";

  private String root() {
    String arn =
        client
            .privateCa(
                "CreateCertificateAuthority",
                Map.of(
                    "CertificateAuthorityType",
                    "ROOT",
                    "CertificateAuthorityConfiguration",
                    Map.of(
                        "KeyAlgorithm",
                        "EC_prime256v1",
                        "SigningAlgorithm",
                        "SHA256WITHECDSA",
                        "Subject",
                        Map.of("CommonName", "known"))))
            .text("CertificateAuthorityArn");
    csr =
        base64(
            client
                .privateCa("GetCertificateAuthorityCsr", Map.of("CertificateAuthorityArn", arn))
                .text("Csr"));
    String certificate =
        client
            .privateCa(
                "IssueCertificate",
                Map.of(
                    "CertificateAuthorityArn",
                    arn,
                    "Csr",
                    csr,
                    "SigningAlgorithm",
                    "SHA256WITHECDSA",
                    "TemplateArn",
                    "arn:aws:acm-pca:::template/RootCACertificate/V1",
                    "Validity",
                    Map.of("Type", "DAYS", "Value", 100)))
            .text("CertificateArn");
    String pem =
        client
            .privateCa(
                "GetCertificate",
                Map.of("CertificateAuthorityArn", arn, "CertificateArn", certificate))
            .text("Certificate");
    client.privateCa(
        "ImportCertificateAuthorityCertificate",
        Map.of("CertificateAuthorityArn", arn, "Certificate", base64(pem)));
    return arn;
  }

  private void update(String arn, String status) {
    client.privateCa(
        "UpdateCertificateAuthority", Map.of("CertificateAuthorityArn", arn, "Status", status));
  }

  private static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }
}
