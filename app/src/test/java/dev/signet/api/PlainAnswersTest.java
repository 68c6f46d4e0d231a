// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignedClient;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever a caller sends that cannot be read, what he is told names no class of Java. */
final class PlainAnswersTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private static final int TRIES = 300;

  private final SignedClient client = signet.client("us-east-1");

  private static void assertPlain(SignedClient.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isLessThan(500);
    assertThat(answer.body())
        .doesNotContainPattern("\\b(java|javax|sun|org|com|dev)\\.[a-z]+[.a-z0-9]*\\.[A-Z]")
        .doesNotContainPattern("(NullPointer|IndexOutOfBounds|ClassCast|IllegalArgument)Exception")
        .doesNotContain("Cannot invoke")
        .doesNotContain("cannot be cast");
  }

  /** A PEM block with some octets changed; seeded, so that a failure can be seen again. */
  private static String broken(String pem, long seed) {
    String label = pem.contains("REQUEST") ? "CERTIFICATE REQUEST" : "CERTIFICATE";
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
    Random random = new Random(seed);
    for (int i = 0; i <= random.nextInt(3); i++) {
      der[random.nextInt(der.length)] = (byte) random.nextInt();
    }
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
  }

  private static String blob(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aBrokenRequestIsToldInPlainWords() {
    String root = signet.pca().root("plain");
    String csr = signet.pca().csr(root);
    for (int i = 0; i < TRIES; i++) {
      assertPlain(
          client.privateCa(
              "IssueCertificate",
              Map.of(
                  "CertificateAuthorityArn",
                  root,
                  "Csr",
                  blob(broken(csr, i)),
                  "SigningAlgorithm",
                  "SHA256WITHECDSA",
                  "Validity",
                  Map.of("Type", "DAYS", "Value", 1))));
    }
  }

  @Test
  void aBrokenCertificateIsToldInPlainWords() {
    String root = signet.pca().root("whole");
    String pem =
        signet
            .pca()
            .pem(
                root,
                signet
                    .pca()
                    .issue(root, Kind.P256, signet.pca().csr(root), "RootCACertificate/V1", 9));
    String pending = signet.pca().pending(CertificateAuthorityType.ROOT, "broken", Kind.P256);
    for (int i = 0; i < TRIES; i++) {
      assertPlain(
          client.privateCa(
              "ImportCertificateAuthorityCertificate",
              Map.of("CertificateAuthorityArn", pending, "Certificate", blob(broken(pem, i)))));
    }
  }

  @Test
  void aSpecOfTheWrongShapeIsToldInPlainWords() {
    signet.mesh().mesh("plain");
    for (Object spec :
        new Object[] {"text", 1, true, Map.of("listeners", "x"), Map.of("listeners", Map.of())}) {
      assertPlain(
          client.rest(
              "appmesh",
              "PUT",
              "/v20190125/meshes/plain/virtualNodes",
              Map.of("virtualNodeName", "n", "spec", spec)));
    }
  }
}
