// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.api.DoorCalls.Got;
import dev.signet.api.DoorCalls.Sent;
import dev.signet.testkit.RawHttp;
import dev.signet.testkit.SignetExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer of the API port is one of the protocol that asked, with a request id. */
final class DoorFormsTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private static final String MESHES = "/v20190125/meshes";
  private static final String IDENTITY = "Action=GetCallerIdentity&Version=2011-06-15";
  private static final String SERVED =
      "is not served here: expected one of acm, acm-pca, appmesh, events, s3, secretsmanager, signet,"
          + " sts";

  private final DoorCalls calls = new DoorCalls(signet);

  private static void assertRest(Got got, int status, String code) {
    assertThat(got.status()).isEqualTo(status);
    assertThat(got.header("content-type")).isEqualTo("application/json");
    assertThat(got.header("x-amzn-errortype")).isEqualTo(code);
    assertThat(got.json().path("message").asText()).isNotEmpty();
  }

  private static void assertJson(Got got, int status, String code) {
    assertThat(got.status()).isEqualTo(status);
    assertThat(got.header("content-type")).isEqualTo("application/x-amz-json-1.1");
    assertThat(got.json().path("__type").asText()).isEqualTo(code);
    assertThat(got.json().path("message").asText()).isNotEmpty();
  }

  private static void assertXml(Got got, int status, String code) {
    assertThat(got.status()).isEqualTo(status);
    assertThat(got.header("content-type")).isEqualTo("text/xml");
    assertThat(got.text()).startsWith("<ErrorResponse").contains("<Code>" + code + "</Code>");
  }

  @Test
  void aServiceThatIsNotServedIsNamedInTheProtocolOfItsClient() {
    Got ram = calls.signed("ram", Sent.rest("POST", "/getresourceshares", "{}"));
    assertRest(ram, 404, "UnknownOperationException");
    assertThat(ram.json().path("message").asText()).isEqualTo("service ram " + SERVED);
    Got kms = calls.signed("kms", Sent.json("TrentService.CreateKey", "{}"));
    assertJson(kms, 404, "UnknownOperationException");
    assertThat(kms.json().path("message").asText()).isEqualTo("service kms " + SERVED);
    Got iam = calls.signed("iam", Sent.form("Action=ListUsers&Version=2010-05-08"));
    assertXml(iam, 404, "InvalidAction");
    assertThat(iam.text()).contains("service iam " + SERVED);
    Got route53 = calls.signed("route53", new Sent("GET", "/", Map.of(), new byte[0]));
    assertXml(route53, 404, "InvalidAction");
    assertThat(route53.text()).contains("service route53 " + SERVED);
  }

  @Test
  void whatStsHasAndIsNotBuiltIsAnsweredInXml() {
    for (String action : new String[] {"AssumeRole", "GetSessionToken", "MakeCoffee"}) {
      Got got = calls.signed("sts", Sent.form("Action=" + action + "&Version=2011-06-15"));
      assertXml(got, 400, "InvalidAction");
      assertThat(got.text()).contains("'" + action + "' is not an operation of sts that is served");
    }
    assertXml(calls.signed("sts", Sent.form("Version=2011-06-15")), 400, "InvalidAction");
    assertXml(calls.signed("sts", Sent.rest("GET", "/any", "")), 400, "InvalidAction");
    assertXml(calls.unsigned(Sent.form(IDENTITY)), 403, "MissingAuthenticationToken");
    assertXml(
        calls.signed("sts", Sent.form(IDENTITY).with("content-type", "text/plain")),
        415,
        "UnsupportedMediaTypeException");
    assertThat(calls.signed("sts", Sent.form(IDENTITY)).status()).isEqualTo(200);
  }

  @Test
  void aPathOrMethodThatIsNoOperationIsNotFound() {
    assertRest(
        calls.signed("appmesh", Sent.rest("PATCH", MESHES, "{}")),
        404,
        "UnknownOperationException");
    assertRest(
        calls.signed("appmesh", Sent.rest("GET", "/v20190125/none", "")),
        404,
        "UnknownOperationException");
    assertRest(
        calls.signed("appmesh", Sent.rest("GET", "/none", "")), 404, "UnknownOperationException");
    assertRest(
        calls.signed("signet", Sent.rest("GET", "/signet/v2/x", "")),
        404,
        "UnknownOperationException");
    assertJson(
        calls.signed("acm", Sent.json("Nobody.ListCertificates", "{}")),
        400,
        "UnknownOperationException");
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-amz-json-1.1, 200",
    "application/x-amz-json-1.0, 200",
    "'application/json; charset=UTF-8', 200",
    ", 200",
    "application/x-www-form-urlencoded, 415",
    "application/cbor, 415",
    "text/plain, 415",
  })
  void json11TakesTheTypesOfItsClients(String contentType, int status) {
    Sent list = Sent.json("CertificateManager.ListCertificates", "{}").without("content-type");
    Got got =
        calls.signed("acm", contentType == null ? list : list.with("content-type", contentType));
    assertThat(got.status()).isEqualTo(status);
    if (status == 415) {
      assertJson(got, 415, "UnsupportedMediaTypeException");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "'Application/JSON;charset=utf-8', 200",
    ", 200",
    "application/x-amz-json-1.1, 415",
    "text/xml, 415",
  })
  void restJsonTakesJsonAndNothingElse(String contentType, int status) {
    Sent create = Sent.rest("PUT", MESHES, "{\"meshName\":\"m" + status + "\"}");
    Sent bare = create.without("content-type");
    Got got =
        calls.signed(
            "appmesh", contentType == null ? bare : bare.with("content-type", contentType));
    if (status == 415) {
      assertRest(got, 415, "UnsupportedMediaTypeException");
    } else {
      assertThat(got.status()).isIn(200, 409);
    }
    assertThat(
            calls
                .signed("appmesh", Sent.rest("GET", MESHES, "").with("content-type", "text/xml"))
                .status())
        .as("without a body")
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.",
        "/..",
        "/%2E%2E",
        "/%00",
        "/a%00b",
        "/m/../n",
        "//m",
        "/m/./virtualNodes",
        "/%FF",
        "/"
      })
  void aPathThatCannotBeANameIsABadRequest(String name) {
    assertRest(
        calls.signed("appmesh", new Sent("GET", MESHES + name, Map.of(), new byte[0])),
        400,
        "BadRequestException");
  }

  @Test
  void whatIsTooLongIsAnErrorOfItsProtocol() {
    String large = "{\"a\":\"" + "x".repeat(5_000_000) + "\"}";
    assertRest(
        calls.signed("appmesh", Sent.rest("PUT", MESHES, large)),
        413,
        "RequestEntityTooLargeException");
    assertJson(
        calls.signed("acm", Sent.json("CertificateManager.ListCertificates", large)),
        413,
        "RequestEntityTooLargeException");
    assertXml(
        calls.signed("sts", Sent.form(IDENTITY + "&x=" + "x".repeat(5_000_000))),
        413,
        "RequestEntityTooLargeException");
    assertRest(
        calls.signed("appmesh", Sent.rest("GET", MESHES + "/" + "m".repeat(40_000), "")),
        414,
        "RequestHeaderTooLargeException");
    assertRest(
        calls.signed("appmesh", Sent.rest("GET", MESHES, "").with("x-long", "m".repeat(40_000))),
        431,
        "RequestHeaderTooLargeException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nno chunk\r\n",
        "GET /v20190125/meshes/.. HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v20190125/meshes/%ZZ HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /v20190125/meshes/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
        "BREW / HTTP/1.1\r\nHost: x\r\n\r\n",
        "no HTTP at all\r\n\r\n",
      })
  void whatHttpForbidsIsAnErrorWithARequestIdToo(String request) {
    RawHttp.Answer answer = RawHttp.exchange(signet.running().apiUrl(), request);
    assertThat(answer.status()).isBetween(400, 404);
    assertThat(answer.header("x-amzn-requestid")).isNotEmpty();
    assertThat(answer.header("x-amzn-errortype")).isNotEmpty();
    assertThat(answer.header("content-type")).contains("json");
    assertThat(answer.body()).contains("\"message\":\"");
  }

  @ParameterizedTest
  @CsvSource({
    "cn-north-1, aws-cn",
    "us-gov-east-1, aws-us-gov",
    "us-iso-east-1, aws-iso",
    "us-isob-east-1, aws-iso-b",
    "eu-isoe-west-1, aws-iso-e",
    "us-isof-east-1, aws-iso-f",
    "eusc-de-east-1, aws-eusc",
    "eu-central-1, aws",
  })
  void eachPartitionHasItsOwnArns(String region, String partition) {
    Got created = calls.signed("appmesh", region, Sent.rest("PUT", MESHES, "{\"meshName\":\"m\"}"));
    String arn = "arn:" + partition + ":appmesh:" + region + ":000000000000:mesh/m";
    assertThat(created.json().at("/metadata/arn").asText()).isEqualTo(arn);
    Got tags =
        calls.signed("appmesh", region, Sent.rest("GET", "/v20190125/tags?resourceArn=" + arn, ""));
    assertThat(tags.status()).isEqualTo(200);
    assertThat(calls.signed("sts", region, Sent.form(IDENTITY)).text())
        .contains("<Arn>arn:" + partition + ":iam::000000000000:user/admin</Arn>");
    Got authority =
        calls.signed(
            "acm-pca",
            region,
            Sent.json(
                "ACMPrivateCA.CreateCertificateAuthority",
                "{\"CertificateAuthorityType\":\"ROOT\",\"CertificateAuthorityConfiguration\":{"
                    + "\"KeyAlgorithm\":\"EC_prime256v1\",\"SigningAlgorithm\":\"SHA256WITHECDSA\","
                    + "\"Subject\":{\"CommonName\":\"c\"}}}"));
    assertThat(authority.text()).contains("\"arn:" + partition + ":acm-pca:" + region + ":");
  }
}
