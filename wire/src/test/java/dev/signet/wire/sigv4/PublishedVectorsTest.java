// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The AWS Signature Version 4 Test Suite. */
class PublishedVectorsTest {
  private static final Instant SIGNED_AT = Instant.parse("2015-08-30T12:36:00Z");
  private static final Scope SCOPE = new Scope("20150830", "us-east-1", "service");

  static Stream<PublishedVector> all() {
    return PublishedVector.all();
  }

  /** Those that a server like ours may receive: no session token, and the path in its only form. */
  static Stream<PublishedVector> acceptable() {
    return PublishedVector.all()
        .filter(vector -> vector.request().values("x-amz-security-token").isEmpty())
        .filter(vector ->
            CanonicalRequest.normalized(vector.request().rawPath())
                .equals(vector.request().rawPath()));
  }

  @Test
  void theSuiteIsComplete() {
    assertThat(PublishedVector.all()).hasSize(34);
    assertThat(acceptable()).hasSize(26);
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyStepOfSigningGivesWhatTheSuiteStates(PublishedVector vector) {
    Authorization authorization = Authorization.parse(vector.authorization());
    String canonical = CanonicalRequest.of(vector.request(), authorization.signedHeaders());
    String stringToSign = SigV4.stringToSign("20150830T123600Z", SCOPE, canonical);
    assertThat(canonical).isEqualTo(vector.canonical());
    assertThat(stringToSign).isEqualTo(vector.stringToSign());
    assertThat(SigV4.signature(SigV4.signingKey(PublishedVector.CREDENTIALS, SCOPE), stringToSign))
        .isEqualTo(authorization.signature());
  }

  @ParameterizedTest
  @MethodSource("acceptable")
  void aRequestOfTheSuiteIsVerified(PublishedVector vector) {
    Map<String, List<String>> headers = new HashMap<>(vector.request().headers());
    headers.put("authorization", List.of(vector.authorization()));
    SignableRequest request = vector.request();
    Verifier verifier =
        new Verifier(id ->
            Optional.of(PublishedVector.CREDENTIALS).filter(key -> key.accessKeyId().equals(id)));
    assertThat(
            verifier.verify(
                new SignableRequest(
                    request.method(),
                    request.rawPath(),
                    request.rawQuery(),
                    headers,
                    request.bodyHash()),
                SIGNED_AT))
        .isEqualTo(new Verdict.Verified("AKIDEXAMPLE", "us-east-1", "service", SIGNED_AT));
  }

  @Test
  void requestsThatBotocoreSentAreVerified() {
    Verifier verifier = new Verifier(id -> Optional.of(PublishedVector.CREDENTIALS));
    Map<String, SignableRequest> sent = PublishedVector.sentByBotocore();
    assertThat(sent).hasSize(11);
    sent.forEach((name, request) ->
        assertThat(verifier.verify(request, Instant.parse("2026-11-25T17:44:14Z")))
            .as(name)
            .isInstanceOf(Verdict.Verified.class));
  }

  @Test
  void theSignerWritesTheHeaderOfTheSuite() {
    PublishedVector vector = PublishedVector.named("post-x-www-form-urlencoded");
    Map<String, String> headers =
        new Signer(PublishedVector.CREDENTIALS, "us-east-1", "service")
            .sign(
                "POST",
                URI.create("https://example.amazonaws.com/"),
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "Param1=value1".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                SIGNED_AT);
    assertThat(headers).containsEntry("Authorization", vector.authorization());
    assertThat(new TreeSet<>(headers.keySet()))
        .containsExactly("Authorization", "Content-Type", "X-Amz-Date");
  }
}
