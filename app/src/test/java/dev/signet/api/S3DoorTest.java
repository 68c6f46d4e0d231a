// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.api.DoorCalls.Got;
import dev.signet.api.DoorCalls.Sent;
import dev.signet.testkit.RawHttp;
import dev.signet.testkit.SignetExtension;
import dev.signet.wire.sigv4.Signer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the object store's port refuses, and that nothing of it is stored. */
final class S3DoorTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private static final String HASH = "x-amz-content-sha256";

  private final DoorCalls calls = new DoorCalls(signet);

  @BeforeAll
  static void makeBucket() {
    Got made = new S3DoorTest().send(request("PUT", "/bucket", ""));
    assertThat(made.status()).as(made.text()).isEqualTo(200);
  }

  /** A request whose body is vouched for by its hash. */
  private static Sent request(String method, String path, String body) {
    byte[] octets = body.getBytes(UTF_8);
    return new Sent(method, path, Map.of(HASH, Signer.bodyHash(octets)), octets);
  }

  private Got send(Sent sent) {
    return calls.signed("s3", sent);
  }

  private static void assertRefused(Got got, int status, String code) {
    assertThat(got.text())
        .startsWith("<?xml")
        .contains("<Error><Code>" + code + "</Code><Message>", "<RequestId>");
    assertThat(got.status()).isEqualTo(status);
    assertThat(got.header("content-type")).isEqualTo("application/xml");
    assertThat(got.text()).contains("<RequestId>" + got.header("x-amz-request-id") + "<");
  }

  private void assertNotStored(String path) {
    assertRefused(send(request("GET", path, "")), 404, "NoSuchKey");
  }

  /** Signs as for one body, and sends another. */
  private Got sendOther(Sent signed, String body) {
    Signer signer = new Signer(signet.client("us-east-1").credentials(), "us-east-1", "s3");
    Map<String, String> headers =
        signer.sign(
            signed.method(),
            URI.create(signet.running().apiUrl() + signed.path()),
            signed.headers(),
            signed.body().bytes(),
            signet.clock().instant());
    return calls.unsigned(new Sent(signed.method(), signed.path(), headers, body.getBytes(UTF_8)));
  }

  @Test
  void aBodyThatWasChangedOnTheWayIsNotStored() {
    assertRefused(
        sendOther(request("PUT", "/bucket/changed", "right"), "wrong"),
        400,
        "XAmzContentSHA256Mismatch");
    assertRefused(
        sendOther(request("PUT", "/bucket/changed", "r".repeat(600_000)), "w".repeat(600_000)),
        400,
        "XAmzContentSHA256Mismatch");
    assertNotStored("/bucket/changed");
  }

  @ParameterizedTest
  @CsvSource({
    "content-md5, XUFAKrxLKna5cZ2REBfFkg==, 200, ",
    "content-md5, AAAAAAAAAAAAAAAAAAAAAA==, 400, BadDigest",
    "content-md5, short, 400, InvalidDigest",
    "x-amz-checksum-crc32, NhCmhg==, 200, ",
    "x-amz-checksum-crc32, AAAAAA==, 400, BadDigest",
    "x-amz-checksum-crc32c, AAAAAA==, 400, BadDigest",
    "x-amz-checksum-crc64nvme, AAAAAAAAAAA=, 400, BadDigest",
    "x-amz-checksum-sha1, qvTGHdzF6KLavt4PO0gs2a6pQ00=, 200, ",
    "x-amz-checksum-sha256, LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=, 200, ",
    "x-amz-checksum-sha256, AAAA, 400, InvalidRequest",
    "x-amz-acl, public-read, 403, AccessDenied",
    "x-amz-acl, authenticated-read, 501, NotImplemented",
    "x-amz-server-side-encryption, AES256, 501, NotImplemented",
    "x-amz-tagging, a=b, 501, NotImplemented",
    "x-amz-storage-class, GLACIER, 501, NotImplemented",
    "x-amz-expected-bucket-owner, 111111111111, 403, AccessDenied",
    "x-amz-source-expected-bucket-owner, 111111111111, 403, AccessDenied",
    "x-amz-source-expected-bucket-owner, 000000000000, 200, ",
    "x-amz-mp-object-size, 5, 501, NotImplemented",
    "x-amz-checksum-type, COMPOSITE, 501, NotImplemented",
    "x-amz-checksum-type, FULL_OBJECT, 200, ",
  })
  void whatAHeaderSaysOfTheBodyHasToHold(String header, String value, int status, String code) {
    String path = "/bucket/" + header + status;
    Got got = send(request("PUT", path, "hello").with(header, value));
    if (status == 200) {
      assertThat(got.status()).as(got.text()).isEqualTo(200);
      return;
    }
    assertRefused(got, status, code);
    assertNotStored(path);
  }

  private Got presigned(String method, String path, Map<String, String> asked, String body) {
    return calls.unsigned(Presigned.request(signet, method, path, asked, body));
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-acl, public-read, 403, AccessDenied",
    "X-Amz-Acl, authenticated-read, 501, NotImplemented",
    "x-amz-tagging, a=b, 501, NotImplemented",
    "x-amz-checksum-crc32, AAAAAA==, 400, BadDigest",
    "x-amz-expected-bucket-owner, 111111111111, 403, AccessDenied",
    "x-amz-meta-by, 'me\r\ncontent-type:text/html', 400, InvalidArgument",
  })
  void whatTheQueryOfAPresignedAddressSaysCountsLikeAHeader(
      String name, String value, int status, String code) {
    String path = "/bucket/presigned" + name;
    assertRefused(presigned("PUT", path, Map.of(name, value), "hello"), status, code);
    assertNotStored(path);
  }

  @Test
  void headersInTheQueryOfAPresignedAddressAreKept() {
    Got stored = presigned("PUT", "/bucket/kept", Map.of("x-amz-meta-by", "me"), "hello");
    assertThat(stored.status()).as(stored.text()).isEqualTo(200);
    Got read = presigned("GET", "/bucket/kept", Map.of("x-id", "GetObject"), "");
    assertThat(read.text()).isEqualTo("hello");
    assertThat(read.header("x-amz-meta-by")).isEqualTo("me");
  }

  @Test
  void aHeaderWinsOverTheQueryAndTheQuerySaysEachOnce() {
    Sent put = request("PUT", "/bucket/both?x-amz-meta-by=query", "hello");
    assertThat(send(put.with("x-amz-meta-by", "header")).status()).isEqualTo(200);
    assertThat(send(request("GET", "/bucket/both", "")).header("x-amz-meta-by"))
        .isEqualTo("header");
    String twice = "/bucket/twice?X-Amz-Acl=private&x-amz-acl=private";
    assertRefused(send(request("PUT", twice, "hello")), 400, "InvalidArgument");
  }

  @Test
  void anAnswerTakesNoControlCharactersFromTheQuery() {
    assertThat(send(request("PUT", "/bucket/said", "hello")).status()).isEqualTo(200);
    String query = "/bucket/said?response-content-disposition=";
    assertThat(send(request("GET", query + "inline", "")).header("content-disposition"))
        .isEqualTo("inline");
    assertRefused(send(request("GET", query + "a%0D%0Aset-cookie:b", "")), 400, "InvalidArgument");
  }

  private static String chunks(String crc32) {
    return "5\r\nhello\r\n0\r\nx-amz-checksum-crc32:" + crc32 + "\r\n\r\n";
  }

  private Got trailing(String path, String body) {
    return send(
        new Sent("PUT", path, Map.of(), body.getBytes(UTF_8))
            .with(HASH, "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
            .with("content-encoding", "aws-chunked")
            .with("x-amz-decoded-content-length", "5")
            .with("x-amz-trailer", "x-amz-checksum-crc32"));
  }

  @Test
  void aTrailingChecksumHasToHold() {
    Got stored = trailing("/bucket/trailing", chunks("NhCmhg=="));
    assertThat(stored.status()).as(stored.text()).isEqualTo(200);
    assertThat(stored.header("x-amz-checksum-crc32")).isEqualTo("NhCmhg==");
    Got read = send(request("GET", "/bucket/trailing", ""));
    assertThat(read.text()).isEqualTo("hello");
    assertThat(read.headers()).doesNotContainKey("content-encoding");
    assertRefused(trailing("/bucket/no", chunks("AAAAAA==")), 400, "BadDigest");
    assertRefused(trailing("/bucket/no", "5\r\nhello\r\n0\r\n\r\n"), 400, "InvalidRequest");
    assertRefused(trailing("/bucket/no", "5\r\nhello\r\n"), 400, "IncompleteBody");
    assertRefused(
        trailing("/bucket/no", "4\r\nhell\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n"),
        400,
        "IncompleteBody");
    assertNotStored("/bucket/no");
  }

  @Test
  void aChunkWithAFalseSignatureIsNotStored() {
    String chunk = ";chunk-signature=" + "0".repeat(64) + "\r\n";
    Got got =
        send(
            new Sent(
                    "PUT",
                    "/bucket/chunk",
                    Map.of(),
                    ("5" + chunk + "hello\r\n0" + chunk + "\r\n").getBytes(UTF_8))
                .with(HASH, "STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
                .with("content-encoding", "aws-chunked")
                .with("x-amz-decoded-content-length", "5"));
    assertRefused(got, 403, "SignatureDoesNotMatch");
    assertThat(got.text()).contains("The signature of a chunk");
    assertNotStored("/bucket/chunk");
  }

  @Test
  void whoIsNotKnownIsTurnedAway() {
    Sent get = request("GET", "/bucket", "");
    assertRefused(calls.unsigned(get), 403, "AccessDenied");
    assertRefused(calls.unsigned(request("GET", "/", "")), 403, "AccessDenied");
    assertThat(calls.signed("acm", request("PUT", "/bucket/x", "")).status()).isEqualTo(400);
    assertNotStored("/bucket/x");
  }

  @Test
  void aLargeBodyOfAStrangerIsNotRead() {
    Map<String, String> headers =
        Map.of(
            HASH,
            "UNSIGNED-PAYLOAD",
            "x-amz-date",
            "20260101T000000Z",
            "authorization",
            "AWS4-HMAC-SHA256 Credential=AKIANOBODY/20260101/us-east-1/s3/aws4_request,"
                + "SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature="
                + "0".repeat(64));
    RawHttp.Answer answer =
        raw("PUT", "/bucket/large", headers, "Content-Length: 20000000\r\n\r\n");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("<Code>InvalidAccessKeyId</Code>");
  }

  @Test
  void moreThanIsTakenIsRefusedBeforeItIsSent() {
    RawHttp.Answer answer = announced("/bucket/huge", 400L << 20);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("<Code>EntityTooLarge</Code>");
    RawHttp.Answer other = announced("/bucket/huge", 260L << 20);
    assertThat(other.body()).contains("<Code>EntityTooLarge</Code>");
    assertNotStored("/bucket/huge");
  }

  /** Sends the head of a request only. */
  private static RawHttp.Answer announced(String path, long length) {
    return rawSigned("PUT", path, "Content-Length: " + length + "\r\n\r\n");
  }

  /** A request that is rightly signed, whatever follows the headers of its signature. */
  private static RawHttp.Answer rawSigned(String method, String path, String rest) {
    Map<String, String> signed =
        new Signer(signet.client("us-east-1").credentials(), "us-east-1", "s3")
            .sign(
                method,
                URI.create(signet.running().apiUrl() + path),
                Map.of(HASH, "UNSIGNED-PAYLOAD"),
                new byte[0],
                signet.clock().instant());
    return raw(method, path, signed, rest);
  }

  private static RawHttp.Answer raw(
      String method, String path, Map<String, String> headers, String rest) {
    String api = signet.running().apiUrl();
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    head.append("Host: ").append(URI.create(api).getAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return RawHttp.exchange(api, head.append(rest).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no xml",
        "",
        "<VersioningConfiguration>",
        "<Other><Status>Enabled</Status></Other>",
        "<VersioningConfiguration><Status>Maybe</Status></VersioningConfiguration>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
            + "<VersioningConfiguration><Status>&e;</Status></VersioningConfiguration>",
        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/\">"
            + "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
      })
  void xmlThatIsNotOfTheRequestIsRefused(String xml) {
    Got got = send(request("PUT", "/bucket?versioning", xml));
    assertRefused(got, 400, "MalformedXML");
    assertThat(got.text()).doesNotContain("root:");
  }

  @Test
  void xmlThatIsDeepOrLongIsRefused() {
    String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
    assertRefused(send(request("PUT", "/bucket?versioning", deep)), 400, "MalformedXML");
    String many = "<Delete>" + "<a/>".repeat(100_000) + "</Delete>";
    assertRefused(send(request("POST", "/bucket?delete", many)), 400, "MalformedXML");
    String wide = "<Delete>" + " ".repeat(5_000_000) + "</Delete>";
    assertRefused(send(request("POST", "/bucket?delete", wide)), 400, "EntityTooLarge");
    String expanding =
        "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;\">]><Delete>&c;</Delete>";
    assertRefused(send(request("POST", "/bucket?delete", expanding)), 400, "MalformedXML");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lifecycle",
        "cors",
        "website",
        "notification",
        "acl&newest",
        "list-type=2&unknown"
      })
  void whatIsNotBuiltIsSaidToBe(String query) {
    assertRefused(send(request("GET", "/bucket?" + query, "")), 501, "NotImplemented");
  }

  /** Each is signed, so that nothing else is wrong with it; a vertical bar ends a line. */
  @ParameterizedTest
  @CsvSource({
    "GET, /bucket/a/../../../etc/passwd, |, 400",
    "GET, /bucket/a%00b, |, 400",
    "PUT, /bucket/a, Content-Length: 5|Transfer-Encoding: chunked||0||, 400",
    "PUT, /bucket/a, Content-Length: 5|Content-Length: 6||hello, 400",
    "PUT, /bucket/a, x-amz-meta-a : b|Content-Length: 0||, 400",
  })
  void pathsAndHeadersThatMeanTwoThingsAreRefused(
      String method, String path, String rest, int status) {
    RawHttp.Answer answer = rawSigned(method, path, rest.replace("|", "\r\n"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertNotStored("/bucket/a");
  }

  @Test
  void aRequestByHandIsTakenWhereItMeansOneThing() {
    RawHttp.Answer answer = rawSigned("PUT", "/bucket/hand", "Content-Length: 5\r\n\r\nhello");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }
}
