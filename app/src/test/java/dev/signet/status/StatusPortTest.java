// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.status;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.RawHttp;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.StatusClient;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the status port says by HTTP, to whoever asks in whichever way. */
@SuppressWarnings("NullAway") // answers are whole
final class StatusPortTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-03-01T12:00:00Z");

  private static final String OCSP = "application/ocsp-request";

  private static String root;
  private static X509Certificate ca;
  private static BigInteger serial;
  private StatusClient status;

  @BeforeAll
  static void makeAuthority() {
    PrivateCaCalls pca = signet.pca();
    root = pca.root("ca", Kind.P256, 300);
    pca.publish(root);
    String own = pca.issue(root, Kind.P256, pca.csr(root), "RootCACertificate/V1", 300);
    ca = StatusClient.x509(pca.pem(root, own));
    String csr = pca.csr(pca.pending(CertificateAuthorityType.SUBORDINATE, "leaf", Kind.P256));
    String leaf = pca.issue(root, Kind.P256, csr, "EndEntityCertificate/V1", 30);
    serial = StatusClient.x509(pca.pem(root, leaf)).getSerialNumber();
  }

  @BeforeEach
  void look() {
    status = new StatusClient(signet.running().statusUrl());
  }

  private HttpResponse<byte[]> crl(String... headers) {
    String path = "/crl/" + root.substring(root.lastIndexOf('/') + 1) + ".crl";
    eventually("a CRL is published", () -> status.get(path).statusCode() == 200);
    return status.get(path, headers);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void aCrlIsServedForCaches() {
    HttpResponse<byte[]> answer = crl();
    assertThat(header(answer, "content-type")).isEqualTo("application/pkix-crl");
    assertThat(header(answer, "cache-control")).contains("max-age=60");
    assertThat(header(answer, "last-modified")).isEqualTo("Sun, 01 Mar 2026 11:00:00 GMT");
    assertThat(header(answer, "expires")).isEqualTo("Sun, 08 Mar 2026 12:00:00 GMT");
    assertThat(header(answer, "etag")).matches("\"[0-9a-f]{64}\"");
    assertThat(header(answer, "content-length")).isEqualTo("" + answer.body().length);
  }

  @Test
  void whoHasItAlreadyIsToldSo() {
    HttpResponse<byte[]> first = crl();
    String tag = header(first, "etag");
    for (String known : List.of(tag, "W/" + tag, "\"a\", " + tag, "*")) {
      HttpResponse<byte[]> again = crl("If-None-Match", known);
      assertThat(again.statusCode()).as(known).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(header(again, "etag")).isEqualTo(tag);
    }
    assertThat(crl("If-None-Match", "\"a\"").statusCode()).isEqualTo(200);
    String date = header(first, "last-modified");
    assertThat(crl("If-Modified-Since", date).statusCode()).isEqualTo(304);
    assertThat(crl("If-Modified-Since", date, "If-None-Match", "\"a\"").statusCode())
        .as("the tag counts")
        .isEqualTo(200);
    assertThat(crl("If-Modified-Since", "Sun, 01 Mar 2026 10:59:59 GMT").statusCode())
        .isEqualTo(200);
    assertThat(crl("If-Modified-Since", "yesterday").statusCode()).isEqualTo(200);
    assertThat(crl("If-Match", "\"a\"").statusCode()).isEqualTo(412);
    assertThat(crl("If-Match", tag).statusCode()).isEqualTo(200);
    assertThat(crl("If-Unmodified-Since", "Sun, 01 Mar 2026 10:59:59 GMT").statusCode())
        .isEqualTo(412);
  }

  @Test
  void headSaysWhatGetSays() {
    HttpResponse<byte[]> got = crl();
    HttpResponse<byte[]> head = status.send("HEAD", got.request().uri().getPath(), new byte[0]);
    assertThat(head.body()).isEmpty();
    for (String name : List.of("etag", "content-length", "content-type", "last-modified")) {
      assertThat(header(head, name)).as(name).isEqualTo(header(got, name));
    }
  }

  @Test
  void aCasCertificateIsServedToWhoBuildsAPath() throws Exception {
    String path = "/ca/" + root.substring(root.lastIndexOf('/') + 1) + ".cer";
    HttpResponse<byte[]> answer = status.get(path);
    assertThat(header(answer, "content-type")).isEqualTo("application/pkix-cert");
    assertThat(answer.body()).isEqualTo(installed(root));
    assertThat(status.get(path, "If-None-Match", header(answer, "etag")).statusCode())
        .isEqualTo(304);
    assertThat(status.send("HEAD", path, new byte[0]).body()).isEmpty();
    String next = signet.pca().pending(CertificateAuthorityType.ROOT, "next", Kind.P256);
    String later = "/ca/" + next.substring(next.lastIndexOf('/') + 1) + ".cer";
    assertThat(status.get(later).statusCode()).as("none is installed").isEqualTo(404);
    signet.pca().activate(next, Kind.P256, 30);
    assertThat(status.get(later).body()).isEqualTo(installed(next));
  }

  private static byte[] installed(String authority) throws Exception {
    return StatusClient.x509(signet.pca().certificate(authority)).getEncoded();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    for (String path :
        List.of(
            "/crl/6ba7b810-9dad-11d1-80b4-00c04fd430c8.crl",
            "/",
            "/x",
            "/ca/6ba7b810-9dad-11d1-80b4-00c04fd430c8.cer",
            "/ca/x.cer",
            "/crl/../seal.crl",
            "/crl/%2e%2e/seal.crl",
            "/M",
            "/ocsp/MAAA")) {
      RawHttp.Answer answer = RawHttp.get(status.url(), path, Map.of());
      assertThat(answer.status()).as(path).isIn(400, 404);
    }
    assertThat(status.send("DELETE", "/health", new byte[0]).statusCode()).isIn(200, 405);
    assertThat(status.send("PUT", "/crl/x.crl", new byte[0]).statusCode()).isEqualTo(405);
  }

  @Test
  void ocspIsAnsweredByBothMethodsUnderAnyPath() {
    byte[] question = StatusClient.question(ca, serial);
    byte[] posted = status.send("POST", "/", question, "Content-Type", OCSP).body();
    assertThat(StatusClient.basic(posted).getResponses()[0].getCertStatus())
        .isEqualTo(CertificateStatus.GOOD);
    assertThat(status.send("POST", "/a/b", question, "Content-Type", OCSP).body())
        .as("kept")
        .isEqualTo(posted);
    String plain = Base64.getEncoder().encodeToString(question);
    for (String asked :
        List.of(
            plain,
            URLEncoder.encode(plain, StandardCharsets.US_ASCII),
            Base64.getUrlEncoder().encodeToString(question),
            Base64.getUrlEncoder().withoutPadding().encodeToString(question))) {
      for (String prefix : List.of("/", "/ocsp/", "/M/long/prefix/", "//")) {
        RawHttp.Answer answer = RawHttp.get(status.url(), prefix + asked, Map.of());
        assertThat(answer.status()).as(prefix + asked).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/ocsp-response");
        assertThat(answer.header("content-length")).isEqualTo("" + posted.length);
      }
    }
  }

  @Test
  void anAnswerIsServedForCachesAndOneWithANonceIsNot() {
    String asked = Base64.getEncoder().encodeToString(StatusClient.question(ca, serial));
    HttpResponse<byte[]> answer = status.get("/ocsp/" + asked);
    assertThat(header(answer, "cache-control"))
        .isEqualTo("max-age=60, public, no-transform, must-revalidate");
    assertThat(header(answer, "expires")).isEqualTo("Sun, 01 Mar 2026 13:00:00 GMT");
    assertThat(status.get("/ocsp/" + asked, "If-None-Match", header(answer, "etag")).statusCode())
        .isEqualTo(304);
    byte[] nonce = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");
    HttpResponse<byte[]> fresh =
        status.send("POST", "/", StatusClient.question(ca, serial, nonce), "Content-Type", OCSP);
    BasicOCSPResp basic = StatusClient.basic(fresh.body());
    assertThat(basic.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce).getExtnValue())
        .extracting(value -> HexFormat.of().formatHex(value.getOctets()))
        .isEqualTo("041000112233445566778899aabbccddeeff");
    assertThat(header(fresh, "cache-control")).isEqualTo("no-store");
  }

  @Test
  void whatWasNeverIssuedIsUnknown() {
    assertThat(status.ocsp(ca, BigInteger.TEN).getResponses()[0].getCertStatus())
        .isInstanceOf(UnknownStatus.class);
  }

  @Test
  void foreignIssuersAndGarbageGetTheFixedErrors() {
    String other = signet.pca().root("other", Kind.P256, 30);
    String csr = signet.pca().csr(other);
    X509Certificate foreign =
        StatusClient.x509(
            signet
                .pca()
                .pem(other, signet.pca().issue(other, Kind.P256, csr, "RootCACertificate/V1", 30)));
    assertError(StatusClient.question(foreign, BigInteger.ONE), "30030a0106");
    assertError("garbage".getBytes(StandardCharsets.US_ASCII), "30030a0101");
    assertError(new byte[0], "30030a0101");
  }

  private void assertError(byte[] request, String expected) {
    HttpResponse<byte[]> answer = status.send("POST", "/", request, "Content-Type", OCSP);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(HexFormat.of().formatHex(answer.body())).isEqualTo(expected);
  }

  @Test
  void whatIsNoOcspAtAllIsRefusedByHttp() {
    byte[] question = StatusClient.question(ca, serial);
    assertThat(status.send("POST", "/", question, "Content-Type", "text/plain").statusCode())
        .isEqualTo(415);
    assertThat(status.send("POST", "/", question).statusCode()).isEqualTo(415);
    assertThat(status.send("POST", "/", new byte[5000], "Content-Type", OCSP).statusCode())
        .isEqualTo(413);
    assertThat(status.get("/M" + "A".repeat(2000)).statusCode()).isEqualTo(414);
  }

  @Test
  void theServerSaysThatItLives() {
    assertThat(new String(status.get("/health").body(), StandardCharsets.US_ASCII))
        .isEqualTo("ok\n");
  }
}
