// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignedClient;
import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.codec.Protocol;
import dev.signet.wire.codec.ServiceModel;
import dev.signet.wire.generated.Services;
import dev.signet.wire.sigv4.Credentials;
import dev.signet.wire.sigv4.Signer;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the door refuses, and how. */
final class FrontTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private static final String LIST = "ACMPrivateCA.ListCertificateAuthorities";
  private static final byte[] EMPTY = "{}".getBytes(UTF_8);

  private final SignedClient client = signet.client("us-east-1");

  @Test
  void anUnsignedCallIsRefused() {
    Answer answer = client.send(Map.of("X-Amz-Target", LIST), EMPTY);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorType()).isEqualTo("MissingAuthenticationTokenException");
  }

  @Test
  void aWrongSecretIsRefused() {
    var stranger =
        new Signer(
            new Credentials(client.credentials().accessKeyId(), "wrong"), "us-east-1", "acm-pca");
    assertThat(client.send(headers(stranger), EMPTY).errorType())
        .isEqualTo("InvalidSignatureException");
  }

  @Test
  void anUnknownKeyIsRefused() {
    var stranger =
        new Signer(new Credentials("AKIAAAAAAAAAAAAAAAAA", "any"), "us-east-1", "acm-pca");
    assertThat(client.send(headers(stranger), EMPTY).errorType())
        .isEqualTo("UnrecognizedClientException");
  }

  @Test
  void aStraySessionTokenIsRefused() {
    Map<String, String> signed =
        new Signer(client.credentials(), "us-east-1", "acm-pca")
            .sign(
                "POST",
                URI.create(signet.running().apiUrl() + "/"),
                Map.of("X-Amz-Target", LIST, "X-Amz-Security-Token", "stray"),
                EMPTY,
                signet.clock().instant());
    assertThat(client.send(signed, EMPTY).errorType()).isEqualTo("UnrecognizedClientException");
    Map<String, String> added = new HashMap<>(client.signed("acm-pca", LIST, EMPTY));
    added.put("X-Amz-Security-Token", "stray");
    assertThat(client.send(added, EMPTY).status()).isEqualTo(400);
  }

  @Test
  void aTamperedBodyIsRefused() {
    Map<String, String> headers = client.signed("acm-pca", LIST, EMPTY);
    assertThat(client.send(headers, "{\"MaxResults\":1}".getBytes(UTF_8)).errorType())
        .isEqualTo("InvalidSignatureException");
  }

  @Test
  void aTamperedPathOrQueryIsRefused() {
    Map<String, String> headers = client.signed("acm-pca", LIST, EMPTY);
    assertThat(client.send("/other", headers, EMPTY).errorType())
        .isEqualTo("InvalidSignatureException");
    assertThat(client.send("/?a=b", headers, EMPTY).errorType())
        .isEqualTo("InvalidSignatureException");
  }

  @Test
  void aClockThatIsMoreThanFiveMinutesOffIsRefused() {
    for (Duration skew : List.of(Duration.ofSeconds(301), Duration.ofSeconds(-301))) {
      assertThat(client.send(headersAt(skew), EMPTY).errorType())
          .isEqualTo("InvalidSignatureException");
    }
    assertThat(client.send(headersAt(Duration.ofSeconds(299)), EMPTY).status()).isEqualTo(200);
  }

  @Test
  void aSignatureForAnotherServiceIsRefused() {
    assertThat(client.send(client.signed("acm", LIST, EMPTY), EMPTY).errorType())
        .isEqualTo("InvalidSignatureException");
  }

  @Test
  void thePreviewChannelIsTheSameMeshUnderAnotherName() {
    String meshes = "/v20190125/meshes";
    Answer created = client.rest("appmesh-preview", "PUT", meshes, Map.of("meshName", "previewed"));
    assertThat(created.json().at("/metadata/arn").asText())
        .isEqualTo("arn:aws:appmesh-preview:us-east-1:000000000000:mesh/previewed");
    Answer described = client.rest("appmesh", "GET", meshes + "/previewed", Map.of());
    assertThat(described.json().at("/metadata/arn").asText())
        .isEqualTo("arn:aws:appmesh:us-east-1:000000000000:mesh/previewed");
    assertThat(client.rest("appmesh-preview", "GET", meshes, Map.of()).body())
        .contains("\"arn:aws:appmesh-preview:us-east-1:000000000000:mesh/previewed\"");
    String findings = "/signet/v1/meshes/previewed/findings";
    String tag = "?resourceArn=" + created.json().at("/metadata/arn").asText();
    assertThat(client.rest("appmesh-preview", "GET", "/v20190125/tags" + tag, Map.of()).status())
        .isEqualTo(200);
    assertThat(client.rest("appmesh-preview", "GET", findings, Map.of()).errorType())
        .isEqualTo("InvalidSignatureException");
  }

  @Test
  void aMalformedRegionIsRefusedAndAnyWellFormedOneIsServed() {
    assertThat(signet.client("atlantis").privateCa("ListCertificateAuthorities", Map.of()).status())
        .isEqualTo(400);
    for (String region :
        List.of("eu-central-1", "us-gov-west-1", "eusc-de-east-1", "xx-nowhere-99")) {
      assertThat(signet.client(region).privateCa("ListCertificateAuthorities", Map.of()).status())
          .isEqualTo(200);
    }
  }

  @Test
  void everyOtherOperationOfTheModelsAnswersNotImplementedBeforeItsConstraints() {
    for (ServiceModel service : Services.all()) {
      if (service.protocol() != Protocol.JSON_1_1) {
        continue;
      }
      for (Operation<?, ?> operation : service.operations()) {
        String target = service.targetPrefix().orElseThrow() + "." + operation.name();
        Answer answer = client.send(client.signed(service.signingName(), target, EMPTY), EMPTY);
        if (signet.running().operations().contains(operation)) {
          assertThat(answer.status()).as(target).isIn(200, 400);
        } else {
          assertThat(answer.status()).as(target).isEqualTo(501);
          assertThat(answer.errorType()).isEqualTo("NotImplementedException");
          assertThat(answer.text("message"))
              .isEqualTo(service.name() + " " + operation.name() + " is not implemented yet");
        }
      }
    }
  }

  @Test
  void anUnknownOperationIsNamed() {
    Answer answer = client.send(client.signed("acm-pca", "ACMPrivateCA.MakeCoffee", EMPTY), EMPTY);
    assertThat(answer.errorType()).isEqualTo("UnknownOperationException");
    assertThat(answer.text("message")).contains("MakeCoffee");
  }

  @Test
  void badInputGetsItsErrorAndTheServerLives() {
    Map<String, String> bad =
        Map.of(
            "not json",
            "SerializationException",
            "[]",
            "SerializationException",
            "{\"MaxResults\":\"many\"}",
            "SerializationException",
            "{\"MaxResults\":0}",
            "ValidationException",
            "{\"a\":".repeat(500) + "1" + "}".repeat(500),
            "SerializationException");
    bad.forEach((body, error) -> {
      byte[] bytes = body.getBytes(UTF_8);
      assertThat(client.send(client.signed("acm-pca", LIST, bytes), bytes).errorType())
          .as(body.substring(0, Math.min(30, body.length())))
          .isEqualTo(error);
    });
    byte[] large = new byte[5 * 1024 * 1024];
    assertThat(client.send(client.signed("acm-pca", LIST, large), large).status()).isEqualTo(413);
    assertThat(client.privateCa("ListCertificateAuthorities", Map.of()).status()).isEqualTo(200);
  }

  private static Map<String, String> headers(Signer signer) {
    return sign(signer, Duration.ZERO);
  }

  private Map<String, String> headersAt(Duration skew) {
    return sign(new Signer(client.credentials(), "us-east-1", "acm-pca"), skew);
  }

  private static Map<String, String> sign(Signer signer, Duration skew) {
    return signer.sign(
        "POST",
        URI.create(signet.running().apiUrl() + "/"),
        Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", LIST),
        EMPTY,
        signet.clock().instant().plus(skew));
  }
}
