// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.cert.Certificate;
import dev.signet.testkit.SignedClient;
import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import dev.signet.wire.generated.acmpca.GetCertificateResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The private CA, spoken to over its API. */
@SuppressWarnings("NullAway") // answers are whole
final class AcmPcaApiTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private static final String TEMPLATE = "arn:aws:acm-pca:::template/";

  private final SignedClient client = signet.client("us-east-1");
  private final PrivateCaCalls pca = signet.pca();

  @Test
  void aRootSignsItselfAndThenOthers() {
    String root = pca.root("test");
    String other = subordinate(Kind.RSA_2048);
    String csr = pca.csr(other);
    String arn = issue(root, csr, "SubordinateCACertificate_PathLen0", 2).text("CertificateArn");
    GetCertificateResponse got = pca.get(root, arn);
    Certificate certificate = certificate(got.certificate());
    assertThat(certificate.isCa()).isTrue();
    assertThat(certificate.period().notBefore())
        .isEqualTo(signet.clock().instant().minusSeconds(3600));
    Answer installed =
        client.privateCa(
            "ImportCertificateAuthorityCertificate",
            Map.of(
                "CertificateAuthorityArn", other,
                "Certificate", base64(got.certificate()),
                "CertificateChain", base64(got.certificateChain())));
    assertThat(installed.body()).isEmpty();
    assertThat(status(other)).isEqualTo("ACTIVE");
    Answer ca =
        client.privateCa(
            "GetCertificateAuthorityCertificate", Map.of("CertificateAuthorityArn", other));
    assertThat(ca.text("CertificateChain")).isEqualTo(got.certificateChain());
  }

  @Test
  void aRootHasNoChain() {
    String root = pca.root("test", Kind.RSA_2048);
    Answer answer =
        client.privateCa(
            "GetCertificateAuthorityCertificate", Map.of("CertificateAuthorityArn", root));
    assertThat(answer.json().has("CertificateChain")).isFalse();
  }

  @Test
  void threeHundredConcurrentRepeatsWithOneTokenMakeOneCertificate() throws Exception {
    String root = pca.root("test");
    String csr = pca.csr(subordinate(Kind.P256));
    Map<String, Object> input = issueInput(root, csr, "EndEntityCertificate", 1);
    input.put("IdempotencyToken", "once");
    Set<String> arns = new HashSet<>();
    try (var pool = Executors.newFixedThreadPool(32)) {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        all.add(
            pool.submit(() -> client.privateCa("IssueCertificate", input).text("CertificateArn")));
      }
      for (Future<String> future : all) {
        arns.add(future.get());
      }
    }
    assertThat(arns).hasSize(1);
    Map<String, Object> withoutToken = issueInput(root, csr, "EndEntityCertificate", 1);
    assertThat(client.privateCa("IssueCertificate", withoutToken).text("CertificateArn"))
        .isNotIn(arns);
  }

  @Test
  void aTokenNeverReturnsTheCertificateOfAnotherKey() {
    String root = pca.root("test");
    Map<String, Object> one =
        issueInput(root, pca.csr(subordinate(Kind.P256)), "EndEntityCertificate", 1);
    Map<String, Object> other =
        issueInput(root, pca.csr(subordinate(Kind.P256)), "EndEntityCertificate", 1);
    one.put("IdempotencyToken", "shared");
    other.put("IdempotencyToken", "shared");
    assertThat(client.privateCa("IssueCertificate", one).text("CertificateArn"))
        .isNotEqualTo(client.privateCa("IssueCertificate", other).text("CertificateArn"));
  }

  @Test
  void aTokenWithAnotherPassthroughIsAnotherRequest() {
    String root = pca.root("test");
    String csr = pca.csr(root);
    Set<String> arns = new HashSet<>();
    for (String name : List.of("one", "übrig", "ubrig", "one")) {
      Map<String, Object> input = issueInput(root, csr, "EndEntityCertificate", 1);
      input.put("IdempotencyToken", "same");
      input.put("ApiPassthrough", Map.of("Subject", Map.of("CommonName", name)));
      arns.add(client.privateCa("IssueCertificate", input).text("CertificateArn"));
    }
    assertThat(arns).hasSize(3).doesNotContain("");
  }

  @Test
  void aDisabledAuthorityIssuesNothingAndADeletedOneCanBeRestored() {
    String root = pca.root("test");
    String csr = pca.csr(root);
    Answer stillActive =
        client.privateCa("DeleteCertificateAuthority", Map.of("CertificateAuthorityArn", root));
    assertThat(stillActive.text("message"))
        .isEqualTo("The certificate authority is not in a valid state for deletion.");
    update(root, "DISABLED");
    Answer refused = issue(root, csr, "EndEntityCertificate", 1);
    assertThat(refused.errorType()).isEqualTo("InvalidStateException");
    assertThat(refused.text("message"))
        .isEqualTo("The certificate authority is not in a valid state for issuing certificates");
    client.privateCa("DeleteCertificateAuthority", Map.of("CertificateAuthorityArn", root));
    assertThat(status(root)).isEqualTo("DELETED");
    client.privateCa("RestoreCertificateAuthority", Map.of("CertificateAuthorityArn", root));
    assertThat(status(root)).isEqualTo("DISABLED");
    update(root, "ACTIVE");
    assertThat(status(root)).isEqualTo("ACTIVE");
  }

  @Test
  void aValidityBeyondTheAuthoritysIsRefusedWithTheTextThatClientsMatch() {
    String root = pca.root("test");
    Answer answer = issue(root, pca.csr(root), "EndEntityCertificate", 5000);
    assertThat(answer.errorType()).isEqualTo("ValidationException");
    assertThat(answer.text("message"))
        .contains("The certificate validity specified exceeds the certificate authority validity");
  }

  @Test
  void whatCannotBeHadIsRefusedAndNeverWeaker() {
    Map<String, Object> revoking = new HashMap<>(createInput("ROOT", "RSA_2048", "SHA256WITHRSA"));
    revoking.put(
        "RevocationConfiguration",
        Map.of(
            "CrlConfiguration",
            Map.of("Enabled", true, "ExpirationInDays", 7, "S3BucketName", "bucket")));
    Answer crl = client.privateCa("CreateCertificateAuthority", revoking);
    assertThat(crl.errorType()).isEqualTo("ValidationException");
    assertThat(crl.text("message"))
        .contains("for your S3 bucket 'bucket'. Check your S3 bucket permissions and try again");
    Answer never =
        client.privateCa("CreateCertificateAuthority", createInput("ROOT", "SM2", "SM3WITHSM2"));
    assertThat(never.text("message")).isEqualTo("KeyAlgorithm SM2 is not supported");
  }

  @Test
  void aTemplateForRootsWorksOnlyWithTheOwnKey() {
    String root = pca.root("test");
    String foreign = pca.csr(subordinate(Kind.P256));
    assertThat(issue(root, foreign, "RootCACertificate", 1).errorType())
        .isEqualTo("InvalidArgsException");
  }

  @Test
  void aSubordinateWithoutACertificateIssuesNothingWhateverTheTemplate() {
    String pending = subordinate(Kind.P256);
    for (String template : List.of("RootCACertificate", "EndEntityCertificate")) {
      assertThat(issue(pending, pca.csr(pending), template, 1).errorType())
          .as(template)
          .isEqualTo("InvalidStateException");
    }
  }

  @Test
  void aRepeatedTokenMakesOneAuthorityForFiveMinutes() {
    Map<String, Object> input =
        new HashMap<>(createInput("ROOT", "EC_prime256v1", "SHA256WITHECDSA"));
    input.put("IdempotencyToken", "one authority");
    String first =
        client.privateCa("CreateCertificateAuthority", input).text("CertificateAuthorityArn");
    signet.clock().advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(
            client.privateCa("CreateCertificateAuthority", input).text("CertificateAuthorityArn"))
        .isEqualTo(first);
    signet.clock().advance(Duration.ofMillis(1));
    assertThat(
            client.privateCa("CreateCertificateAuthority", input).text("CertificateAuthorityArn"))
        .isNotEqualTo(first);
  }

  @Test
  void aListingPagesThroughEverythingOnce() {
    SignedClient elsewhere = signet.client("ap-south-2");
    Set<String> made = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      made.add(elsewhere.calls().pca().pending(CertificateAuthorityType.ROOT, "test", Kind.P256));
    }
    Set<String> listed = new HashSet<>();
    Map<String, Object> input = new HashMap<>(Map.of("MaxResults", 2));
    while (true) {
      Answer page = elsewhere.privateCa("ListCertificateAuthorities", input);
      page.json().path("CertificateAuthorities").forEach(ca -> listed.add(ca.path("Arn").asText()));
      if (!page.json().has("NextToken")) {
        break;
      }
      input.put("NextToken", page.text("NextToken"));
    }
    assertThat(listed).isEqualTo(made);
    input.put("NextToken", "forged");
    assertThat(elsewhere.privateCa("ListCertificateAuthorities", input).errorType())
        .isEqualTo("InvalidNextTokenException");
  }

  @Test
  void arnsOfOtherKindsAccountsAndRegionsAreTold() {
    String id = ":certificate-authority/11111111-2222-3333-4444-555555555555";
    Map<String, String> expected =
        Map.of(
            "arn:aws:acm-pca:us-east-1:000000000000" + id, "ResourceNotFoundException",
            "arn:aws:acm-pca:us-east-1:111111111111" + id, "AccessDeniedException",
            "arn:aws:acm-pca:eu-west-1:000000000000" + id, "InvalidArnException",
            "arn:aws:acm:us-east-1:000000000000" + id, "ValidationException");
    expected.forEach((arn, error) ->
        assertThat(
                client
                    .privateCa(
                        "DescribeCertificateAuthority", Map.of("CertificateAuthorityArn", arn))
                    .errorType())
            .as(arn)
            .isEqualTo(error));
  }

  @Test
  void anAuthorityThatThereIsNotIsToldBeforeAnyOtherMistake() {
    String root = pca.root("test");
    String none = root.replaceFirst("[^/]*$", "11111111-2222-3333-4444-555555555555");
    assertThat(issue(none, pca.csr(root), "NoSuchTemplate", 1).errorType())
        .isEqualTo("ResourceNotFoundException");
    assertThat(issue(root, pca.csr(root), "NoSuchTemplate", 1).errorType())
        .isEqualTo("InvalidArgsException");
    Map<String, Object> update =
        new HashMap<>(Map.of("CertificateAuthorityArn", none, "Status", "CREATING"));
    assertThat(client.privateCa("UpdateCertificateAuthority", update).errorType())
        .isEqualTo("ResourceNotFoundException");
    update.put("CertificateAuthorityArn", root);
    assertThat(client.privateCa("UpdateCertificateAuthority", update).errorType())
        .isEqualTo("InvalidArgsException");
  }

  @Test
  void everythingIsThereAfterARestart() {
    String root = pca.root("test");
    String csr = pca.csr(root);
    Map<String, Object> input = issueInput(root, csr, "EndEntityCertificate", 1);
    input.put("IdempotencyToken", "kept");
    String arn = client.privateCa("IssueCertificate", input).text("CertificateArn");
    signet.restart();
    SignedClient after = signet.client("us-east-1");
    assertThat(after.privateCa("IssueCertificate", input).text("CertificateArn")).isEqualTo(arn);
    assertThat(after.calls().pca().pem(root, arn)).startsWith("-----BEGIN CERTIFICATE-----");
  }

  /** One that waits for its certificate. */
  private String subordinate(Kind kind) {
    return pca.pending(CertificateAuthorityType.SUBORDINATE, "test", kind);
  }

  private static Map<String, Object> createInput(String type, String key, String scheme) {
    return Map.of(
        "CertificateAuthorityType",
        type,
        "CertificateAuthorityConfiguration",
        Map.of(
            "KeyAlgorithm", key,
            "SigningAlgorithm", scheme,
            "Subject", Map.of("CommonName", "test " + type)));
  }

  private Answer issue(String authority, String csr, String template, int days) {
    return client.privateCa("IssueCertificate", issueInput(authority, csr, template, days));
  }

  private static Map<String, Object> issueInput(
      String authority, String csr, String template, int days) {
    return new HashMap<>(
        Map.of(
            "CertificateAuthorityArn",
            authority,
            "Csr",
            base64(csr),
            "SigningAlgorithm",
            "SHA256WITHECDSA",
            "TemplateArn",
            TEMPLATE + template + "/V1",
            "Validity",
            Map.of("Type", "DAYS", "Value", days)));
  }

  private void update(String authority, String status) {
    assertThat(
            client
                .privateCa(
                    "UpdateCertificateAuthority",
                    Map.of("CertificateAuthorityArn", authority, "Status", status))
                .status())
        .isEqualTo(200);
  }

  private String status(String authority) {
    return client
        .privateCa("DescribeCertificateAuthority", Map.of("CertificateAuthorityArn", authority))
        .json()
        .path("CertificateAuthority")
        .path("Status")
        .asText();
  }

  private static Certificate certificate(String pem) {
    return Certificate.parse(pem.getBytes(StandardCharsets.US_ASCII));
  }

  private static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
  }
}
