// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.wire.sigv4.Verdict.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Credentials KEY = new Credentials("AKIDSIGNET", "a secret of the tests");
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final URI PLACE =
      URI.create(
          "http://127.0.0.1:8443/v20190125/meshes/a%2Fb/virtualNodes?limit=5&nextToken=a%2Bb");

  private final Verifier verifier =
      new Verifier(id -> Optional.of(KEY).filter(key -> key.accessKeyId().equals(id)));

  @Test
  void aRequestOfOurOwnSignerIsVerifiedTwice() {
    SignableRequest request = signed(NOW);
    for (int i = 0; i < 2; i++) {
      assertThat(verifier.verify(request, NOW))
          .isEqualTo(new Verdict.Verified("AKIDSIGNET", "eu-west-1", "appmesh", NOW));
    }
  }

  @Test
  void clocksMayDifferByFiveMinutesAndNoMore() {
    assertThat(verifier.verify(signed(NOW), NOW.plusSeconds(300)))
        .isInstanceOf(Verdict.Verified.class);
    assertThat(verifier.verify(signed(NOW), NOW.minusSeconds(300)))
        .isInstanceOf(Verdict.Verified.class);
    assertRefused(verifier.verify(signed(NOW), NOW.plusSeconds(301)), Kind.SKEW);
    assertRefused(verifier.verify(signed(NOW), NOW.minusSeconds(301)), Kind.SKEW);
  }

  @Test
  void aChangedMethodIsRefused() {
    SignableRequest request = signed(NOW);
    assertRefused(
        verify(
            new SignableRequest(
                "PUT",
                request.rawPath(),
                request.rawQuery(),
                request.headers(),
                request.bodyHash())),
        Kind.BAD_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v20190125/meshes/a%2Fb/virtualRouters",
        "/v20190125/meshes/a/b/virtualNodes",
        "/v20190125/meshes/a%2fb/virtualNodes",
        "/v20190125/meshes/a%252Fb/virtualNodes",
        "/v20190125/meshes/a%2Fb/virtualNodes/",
        "/v20190125/meshes/a%2Fb/virtualNodes/x/..",
      })
  void aChangedPathIsRefused(String path) {
    assertRefused(verify(moved(signed(NOW), path)), Kind.BAD_SIGNATURE);
  }

  /** Its signature is right, and would be right for the path that was signed as well. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v20190125//meshes/a%2Fb/virtualNodes",
        "/v20190125/./meshes/a%2Fb/virtualNodes",
        "/v20190125/meshes/x/../a%2Fb/virtualNodes",
      })
  void aPathWithEmptyOrDotSegmentsIsRefusedAsSuch(String path) {
    assertRefused(verify(moved(signed(NOW), path)), Kind.AMBIGUOUS_PATH);
    Verifier other = new Verifier(id -> Optional.of(new Credentials(id, "x")));
    assertRefused(other.verify(moved(signed(NOW), path), NOW), Kind.BAD_SIGNATURE);
  }

  private static SignableRequest moved(SignableRequest old, String path) {
    return new SignableRequest("POST", path, old.rawQuery(), old.headers(), old.bodyHash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=6&nextToken=a%2Bb",
        "limit=5",
        "limit=5&nextToken=a%20b",
        "limit=5&nextToken=a%2Bb&x",
        "limit=5&limit=5&nextToken=a%2Bb",
      })
  void aChangedQueryIsRefused(String query) {
    SignableRequest request = signed(NOW);
    assertRefused(
        verify(
            new SignableRequest(
                "POST", request.rawPath(), query, request.headers(), request.bodyHash())),
        Kind.BAD_SIGNATURE);
  }

  @Test
  void aChangedBodyIsRefused() {
    SignableRequest request = signed(NOW);
    assertRefused(
        verify(
            new SignableRequest(
                "POST",
                request.rawPath(),
                request.rawQuery(),
                request.headers(),
                Signer.bodyHash("{ }".getBytes(StandardCharsets.UTF_8)))),
        Kind.BAD_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "content-type", "x-amz-target", "x-amz-date"})
  void aChangedSignedHeaderIsRefused(String header) {
    String value = header.equals("x-amz-date") ? "20260301T120001Z" : "something else";
    assertRefused(
        verify(changed(headers -> headers.put(header, List.of(value)))), Kind.BAD_SIGNATURE);
  }

  @Test
  void aSecondValueOfASignedHeaderIsRefused() {
    assertRefused(
        verify(
            changed(headers ->
                headers.put("x-amz-target", List.of("Service.Operation", "Service.Other")))),
        Kind.BAD_SIGNATURE);
  }

  @Test
  void anotherSecretIsRefused() {
    Verifier other = new Verifier(id -> Optional.of(new Credentials(id, "another secret")));
    assertRefused(other.verify(signed(NOW), NOW), Kind.BAD_SIGNATURE);
  }

  @Test
  void aSecretThatWasReplacedEndsAtOnce() {
    Map<String, Credentials> keys = new HashMap<>(Map.of(KEY.accessKeyId(), KEY));
    Verifier changing = new Verifier(id -> Optional.ofNullable(keys.get(id)));
    assertThat(changing.verify(signed(NOW), NOW)).isInstanceOf(Verdict.Verified.class);
    keys.put(KEY.accessKeyId(), new Credentials(KEY.accessKeyId(), "a new secret"));
    assertRefused(changing.verify(signed(NOW), NOW), Kind.BAD_SIGNATURE);
    keys.clear();
    assertRefused(changing.verify(signed(NOW), NOW), Kind.UNKNOWN_KEY);
  }

  @Test
  void anUnknownKeyIsRefused() {
    Verifier empty = new Verifier(id -> Optional.empty());
    assertRefused(empty.verify(signed(NOW), NOW), Kind.UNKNOWN_KEY);
  }

  @Test
  void aSessionTokenWithALongTermKeyIsRefusedAlsoWhenSigned() {
    assertRefused(verify(request(Map.of("X-Amz-Security-Token", "token"), NOW)), Kind.STRAY_TOKEN);
  }

  @Test
  void aRequestWithoutSignatureIsMissingIt() {
    assertRefused(verify(changed(headers -> headers.remove("authorization"))), Kind.MISSING);
    assertRefused(
        verify(changed(headers -> headers.put("authorization", List.of("Basic dXNlcjpwYXNz")))),
        Kind.MISSING);
  }

  @Test
  void aSignatureInTheQueryIsRefusedWithAClearMessage() {
    SignableRequest request = signed(NOW);
    Map<String, List<String>> headers = new HashMap<>(request.headers());
    headers.remove("authorization");
    Verdict verdict =
        verify(
            new SignableRequest(
                "GET",
                "/",
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00",
                headers,
                request.bodyHash()));
    assertRefused(verdict, Kind.UNSUPPORTED);
    assertThat(verdict.toString()).contains("query string");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UNSIGNED-PAYLOAD",
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER"
      })
  void aBodyThatIsNotSignedIsRefused(String hash) {
    assertRefused(verify(request(Map.of("X-Amz-Content-Sha256", hash), NOW)), Kind.UNSUPPORTED);
  }

  @Test
  void aStatedBodyHashMustBeTheBodys() {
    assertThat(verify(request(Map.of("X-Amz-Content-Sha256", Signer.bodyHash(BODY)), NOW)))
        .isInstanceOf(Verdict.Verified.class);
    assertRefused(
        verify(request(Map.of("X-Amz-Content-Sha256", Signer.bodyHash(new byte[0])), NOW)),
        Kind.BAD_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "x-amz-date", "x-amz-target"})
  void whatMustBeSignedIsNamedWhenItIsNot(String header) {
    Verdict verdict =
        verify(
            changed(headers ->
                headers.computeIfPresent(
                    "authorization",
                    (name, values) ->
                        List.of(
                            values
                                .getFirst()
                                .replaceAll(
                                    "(?<=[=;])" + header + ";|;" + header + "(?=,)", "")))));
    assertRefused(verdict, Kind.INCOMPLETE);
    assertThat(verdict.toString()).contains(header);
  }

  @Test
  void anUnsignedAmzHeaderThatWasAddedOnTheWayIsRefused() {
    assertRefused(
        verify(changed(headers -> headers.put("x-amz-anything", List.of("x")))), Kind.INCOMPLETE);
  }

  @Test
  void aSignedHeaderThatDidNotArriveIsRefused() {
    assertRefused(verify(changed(headers -> headers.remove("content-type"))), Kind.INCOMPLETE);
    assertRefused(verify(changed(headers -> headers.remove("host"))), Kind.INCOMPLETE);
    assertRefused(verify(changed(headers -> headers.remove("x-amz-date"))), Kind.INCOMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS4-HMAC-SHA256",
        "AWS4-HMAC-SHA256 nonsense",
        "AWS4-HMAC-SHA256 Credential=A/20260301/eu-west-1/appmesh/aws4_request, SignedHeaders=host;x-amz-date",
        "AWS4-HMAC-SHA256 Credential=A/20260301/eu-west-1/appmesh/aws4_request, Signature=00",
        "AWS4-HMAC-SHA256 SignedHeaders=host;x-amz-date, Signature=00",
        "AWS4-HMAC-SHA256 Credential=A/20260301/eu-west-1/appmesh, SignedHeaders=host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=A/20260301/eu-west-1/appmesh/aws5_request, SignedHeaders=host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=A/20260301//appmesh/aws4_request, SignedHeaders=host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=A/20260301/eu-west-1/appmesh/aws4_request, SignedHeaders=x-amz-date;host, Signature=00",
        "AWS4-HMAC-SHA256 Credential=A/20260301/eu-west-1/appmesh/aws4_request, SignedHeaders=host, Signature=00, Signature=01",
      })
  void anIncompleteSignatureIsRefused(String authorization) {
    assertRefused(
        verify(changed(headers -> headers.put("authorization", List.of(authorization)))),
        Kind.INCOMPLETE);
  }

  @Test
  void twoSignaturesAreRefused() {
    assertRefused(
        verify(
            changed(headers ->
                headers.computeIfPresent(
                    "authorization",
                    (name, values) -> List.of(values.getFirst(), values.getFirst())))),
        Kind.INCOMPLETE);
  }

  @Test
  void anAsymmetricSignatureIsRefused() {
    assertRefused(
        verify(
            changed(headers ->
                headers.put("authorization", List.of("AWS4-ECDSA-P256-SHA256 Credential=A")))),
        Kind.UNSUPPORTED);
  }

  @Test
  void aScopeOfAnotherDayIsRefused() {
    assertRefused(
        verify(
            changed(headers ->
                headers.computeIfPresent(
                    "authorization",
                    (name, values) ->
                        List.of(values.getFirst().replace("/20260301/", "/20260228/"))))),
        Kind.EXPIRED_SCOPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eu-west-2/appmesh", "eu-west-1/acm"})
  void aScopeOfAnotherRegionOrServiceIsRefused(String scope) {
    assertRefused(
        verify(
            changed(headers ->
                headers.computeIfPresent(
                    "authorization",
                    (name, values) ->
                        List.of(values.getFirst().replace("eu-west-1/appmesh", scope))))),
        Kind.BAD_SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "2026-03-01T12:00:00Z", "20260301T126000Z", "20260231T120000Z"})
  void aDateThatIsNoneIsRefused(String date) {
    assertRefused(
        verify(changed(headers -> headers.put("x-amz-date", List.of(date)))), Kind.INCOMPLETE);
  }

  @Test
  void aDateHeaderServesWhereNoAmzDateIsSent() {
    Map<String, List<String>> headers = new HashMap<>();
    headers.put("date", List.of("Sun, 1 Mar 2026 12:00:00 GMT"));
    headers.put("host", List.of("localhost"));
    Scope scope = new Scope("20260301", "eu-west-1", "acm");
    SignableRequest request =
        new SignableRequest("GET", "/", null, headers, Signer.bodyHash(new byte[0]));
    String signature =
        SigV4.signature(
            SigV4.signingKey(KEY, scope),
            SigV4.stringToSign(
                "20260301T120000Z", scope, CanonicalRequest.of(request, List.of("date", "host"))));
    String head = "AWS4-HMAC-SHA256 Credential=AKIDSIGNET/20260301/eu-west-1/acm/aws4_request, ";
    headers.put("authorization", List.of(head + "SignedHeaders=date;host, Signature=" + signature));
    assertThat(verify(new SignableRequest("GET", "/", null, headers, request.bodyHash())))
        .isEqualTo(new Verdict.Verified("AKIDSIGNET", "eu-west-1", "acm", NOW));
    headers.put("authorization", List.of(head + "SignedHeaders=host, Signature=" + signature));
    assertRefused(
        verify(new SignableRequest("GET", "/", null, headers, request.bodyHash())),
        Kind.INCOMPLETE);
  }

  @Test
  void aSignatureOfAnotherLengthIsRefused() {
    for (String signature : List.of("0", "é".repeat(64), "0".repeat(1000))) {
      assertRefused(
          verify(
              changed(headers ->
                  headers.computeIfPresent(
                      "authorization",
                      (name, values) ->
                          List.of(
                              values
                                  .getFirst()
                                  .replaceAll("Signature=.*", "Signature=" + signature))))),
          Kind.BAD_SIGNATURE);
    }
  }

  @Test
  void secretsAreNotShown() {
    assertThat(KEY.toString()).contains("AKIDSIGNET").doesNotContain("secret of the tests");
  }

  private Verdict verify(SignableRequest request) {
    return verifier.verify(request, NOW);
  }

  private static SignableRequest signed(Instant at) {
    return request(Map.of(), at);
  }

  private static SignableRequest request(Map<String, String> more, Instant at) {
    Map<String, String> plain = new HashMap<>(more);
    plain.put("Content-Type", "application/json");
    plain.put("X-Amz-Target", "Service.Operation");
    Map<String, List<String>> headers = new HashMap<>();
    new Signer(KEY, "eu-west-1", "appmesh")
        .sign("POST", PLACE, plain, BODY, at)
        .forEach((name, value) -> headers.put(name, List.of(value)));
    headers.put("Host", List.of("127.0.0.1:8443"));
    return new SignableRequest(
        "POST", PLACE.getRawPath(), PLACE.getRawQuery(), headers, Signer.bodyHash(BODY));
  }

  private static SignableRequest changed(Consumer<Map<String, List<String>>> change) {
    SignableRequest request = signed(NOW);
    Map<String, List<String>> headers = new HashMap<>(request.headers());
    change.accept(headers);
    return new SignableRequest(
        request.method(), request.rawPath(), request.rawQuery(), headers, request.bodyHash());
  }

  private static void assertRefused(Verdict verdict, Kind kind) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Refused.class, refused -> assertThat(refused.kind()).isEqualTo(kind));
  }
}
