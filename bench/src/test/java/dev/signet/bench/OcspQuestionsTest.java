// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.bench.OcspQuestions.Method;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.status.CertId;
import dev.signet.pki.status.OcspRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** What is asked is about the certificate, and the same both ways. */
final class OcspQuestionsTest {
  private static final Serial SERIAL =
      Serial.ofHex("4fff3f0102030405060708090a0b0c0d").orElseThrow();

  private static OcspQuestions questions() throws Exception {
    try (Scratch scratch = Scratch.open()) {
      byte[] ca = Files.readAllBytes(PeerAuthority.make(scratch, Algorithm.P256).certificate());
      return new OcspQuestions(Certificate.parse(ca), "127.0.0.1:80");
    }
  }

  @Test
  void aQuestionNamesTheIssuerAndTheSerialAndHasNoNonce() throws Exception {
    OcspQuestions questions = questions();
    OcspRequest request = OcspRequest.parse(questions.der(SERIAL));
    CertId question = request.questions().getFirst();
    assertThat(question.names(questions.issuer().subject(), questions.issuer().publicKey()))
        .isTrue();
    assertThat(question.serial()).isEqualTo(SERIAL);
    assertThat(request.nonce()).isEmpty();
  }

  @Test
  void aGetAsksWhatAPostAsks() throws Exception {
    OcspQuestions questions = questions();
    String get = new String(questions.http(Method.GET, SERIAL), StandardCharsets.US_ASCII);
    String path = get.substring("GET /".length(), get.indexOf(" HTTP/1.1"));
    assertThat(path).as("base64 in one segment").doesNotContain("/").doesNotContain("+");
    String base64 = path.replace("%2F", "/").replace("%2B", "+").replace("%3D", "=");
    assertThat(Base64.getDecoder().decode(base64)).isEqualTo(questions.der(SERIAL));
  }
}
