// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.api.DoorCalls.Got;
import dev.signet.api.DoorCalls.Sent;
import dev.signet.testkit.SignetExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Smithy RPC v2 CBOR through the door: answers, and refusals of every kind, are CBOR. */
final class CborDoorTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private static final String LIST = "ListCertificateAuthorities";

  private final DoorCalls calls = new DoorCalls(signet);

  private static void assertError(Got got, int status, String code, String message) {
    JsonNode error = got.cbor();
    assertThat(error.path("__type").asText()).isEqualTo(code);
    assertThat(error.path("message").asText()).contains(message);
    assertThat(got.status()).isEqualTo(status);
    assertThat(got.header("x-amzn-errortype")).isEqualTo(code.substring(code.indexOf('#') + 1));
  }

  @Test
  void anAuthorityIsCreatedDescribedAndDeleted() {
    Map<String, Object> configuration =
        Map.of(
            "KeyAlgorithm",
            "EC_prime256v1",
            "SigningAlgorithm",
            "SHA256WITHECDSA",
            "Subject",
            Map.of("CommonName", "In CBOR"));
    Got created =
        calls.signed(
            "acm-pca",
            Sent.cbor(
                "CreateCertificateAuthority",
                Map.of(
                    "CertificateAuthorityType",
                    "ROOT",
                    "CertificateAuthorityConfiguration",
                    configuration,
                    "NobodyKnowsThis",
                    new byte[] {1})));
    assertThat(created.status()).isEqualTo(200);
    Map<String, String> arn =
        Map.of("CertificateAuthorityArn", created.cbor().path("CertificateAuthorityArn").asText());
    JsonNode described =
        calls.signed("acm-pca", Sent.cbor("DescribeCertificateAuthority", arn)).cbor();
    assertThat(described.at("/CertificateAuthority/CreatedAt").longValue()).isEqualTo(1767225600);
    assertThat(described.at("/CertificateAuthority/CertificateAuthorityConfiguration/Subject"))
        .hasToString("{\"CommonName\":\"In CBOR\"}");
    Got deleted = calls.signed("acm-pca", Sent.cbor("DeleteCertificateAuthority", arn));
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.body().size()).isZero();
    deleted.cbor();
  }

  @Test
  void anEmptyBodyAndAnyPrefixAreFine() {
    for (String prefix : new String[] {"", "/prod/v1"}) {
      Got listed =
          calls.signed(
              "acm-pca",
              Sent.cbor(prefix + "/service/ACMPrivateCA/operation/" + LIST, new byte[0])
                  .without("content-type"));
      assertThat(listed.status()).isEqualTo(200);
      assertThat(listed.cbor().path("CertificateAuthorities").isArray()).isTrue();
    }
  }

  @Test
  void refusalsOfTheServiceHaveTheirAbsoluteName() {
    assertError(
        calls.signed(
            "acm-pca",
            Sent.cbor(
                "DescribeCertificateAuthority",
                Map.of(
                    "CertificateAuthorityArn",
                    "arn:aws:acm-pca:us-east-1:000000000000:certificate-authority/00000000-0000-4000-8000-000000000000"))),
        400,
        "com.amazonaws.acmpca#ResourceNotFoundException",
        "");
  }

  @Test
  void refusalsOfTheDoorAreCborToo() {
    Sent list = Sent.cbor(LIST, Map.of());
    assertError(calls.unsigned(list), 400, "MissingAuthenticationTokenException", "");
    assertError(
        calls.unsigned(list.with("authorization", "AWS4-HMAC-SHA256 Credential=x")),
        400,
        "IncompleteSignatureException",
        "");
    assertError(calls.signed("acm", list), 400, "InvalidSignatureException", "scoped to service");
    assertError(
        calls.signed("acm-pca", "atlantis", list), 400, "InvalidSignatureException", "Region");
    assertError(
        calls.signed("acm-pca", Sent.cbor("MakeCoffee", Map.of())),
        404,
        "UnknownOperationException",
        "'MakeCoffee' is not an operation of acm-pca");
    assertError(
        calls.signed("acm-pca", Sent.cbor(LIST, Map.of("MaxResults", 0))),
        400,
        "ValidationException",
        "'maxResults'");
    assertError(
        calls.signed("acm-pca", Sent.cbor(LIST, Map.of("MaxResults", "many"))),
        400,
        "SerializationException",
        "'maxResults' is a string");
    assertError(
        calls.signed(
            "acm-pca", Sent.cbor("/service/ACMPrivateCA/operation/" + LIST, new byte[5_000_000])),
        413,
        "RequestEntityTooLargeException",
        "4194304 octets");
  }

  @Test
  void aBodyThatIsNotSaidToBeCborIsRefused() {
    Sent list = Sent.cbor(LIST, Map.of());
    for (Sent other :
        new Sent[] {list.without("content-type"), list.with("content-type", "application/json")}) {
      assertError(
          calls.signed("acm-pca", other),
          415,
          "UnsupportedMediaTypeException",
          "expected application/cbor");
    }
  }

  @Test
  void aServiceThatDoesNotSpeakItSaysWhatItSpeaks() {
    assertError(
        calls.signed(
            "acm",
            Sent.cbor("/service/CertificateManager/operation/ListCertificates", new byte[0])),
        415,
        "UnsupportedProtocolException",
        "acm: expected AWS JSON 1.1");
    assertError(
        calls.signed(
            "servicediscovery",
            Sent.cbor("/service/Route53AutoNaming_v20170314/operation/ListServices", new byte[0])),
        404,
        "UnknownOperationException",
        "service servicediscovery is not served here: expected one of acm, acm-pca, appmesh");
  }
}
