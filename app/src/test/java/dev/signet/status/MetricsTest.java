// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.status;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.PrometheusText;
import dev.signet.testkit.RawHttp;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.StatusClient;
import dev.signet.testkit.calls.CallRefused;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.RevocationReason;
import dev.signet.wire.generated.acmpca.RevokeCertificateRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the status port tells Prometheus. */
final class MetricsTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-03-01T12:00:00Z");

  private static final String REFUSED = "signet_requests_refused_total";

  private static String root = "";

  @BeforeAll
  static void makeAuthority() {
    root = signet.pca().root("ca", Kind.P256, 300);
  }

  private static PrometheusText scrape() {
    HttpResponse<byte[]> answer = status().get("/metrics");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    return PrometheusText.parse(new String(answer.body(), StandardCharsets.UTF_8));
  }

  private static StatusClient status() {
    return new StatusClient(signet.running().statusUrl());
  }

  private static String leaf() {
    PrivateCaCalls pca = signet.pca();
    return pca.issue(root, Kind.P256, pca.csr(root), "EndEntityCertificate/V1", 30);
  }

  private static void revoke(String certificate) {
    String serial = certificate.substring(certificate.lastIndexOf('/') + 1);
    signet
        .client("us-east-1")
        .calls()
        .call(
            AcmPca.REVOKE_CERTIFICATE,
            new RevokeCertificateRequest(root, serial, RevocationReason.SUPERSEDED));
  }

  @Test
  void whatWasDoneIsCountedExactly() {
    PrometheusText before = scrape();
    leaf();
    revoke(leaf());
    leaf();
    PrometheusText after = scrape();
    assertThat(after.since(before, "signet_certificates_"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "signet_certificates_issued_total", 3.0, "signet_certificates_revoked_total", 1.0));
    assertThat(after.since(before, REFUSED)).isEmpty();
    assertThat(scrape().since(after, "signet_certificates_"))
        .as("looking counts nothing")
        .isEmpty();
  }

  @Test
  void whatWasRefusedIsCountedByOperationAndError() {
    PrometheusText before = scrape();
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () -> signet.pca().csr(root.replace(root.substring(root.length() - 4), "0000")))
          .isInstanceOf(CallRefused.class);
    }
    assertThatThrownBy(
            () -> signet.pca().issue(root, Kind.P256, "none", "EndEntityCertificate/V1", 1))
        .isInstanceOf(CallRefused.class);
    assertThatThrownBy(() -> signet.pca().issue(root, Kind.P256, "", "EndEntityCertificate/V1", 1))
        .isInstanceOf(CallRefused.class);
    assertThat(scrape().since(before, REFUSED))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                refused("acm-pca", "GetCertificateAuthorityCsr", "ResourceNotFoundException"), 2.0,
                refused("acm-pca", "IssueCertificate", "MalformedCSRException"), 1.0,
                refused("acm-pca", "IssueCertificate", "ValidationException"), 1.0));
  }

  @Test
  void strangersMakeUpNoLabel() {
    PrometheusText before = scrape();
    String api = signet.running().apiUrl();
    for (String target : List.of("ACMPrivateCA.Made\"Up\\", "ACMPrivateCA.Other", "Nobody.Knows")) {
      RawHttp.exchange(
          api,
          "POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: "
              + target
              + "\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 2\r\n\r\n{}");
    }
    RawHttp.get(api, "/a/bucket?x=" + "y".repeat(50), Map.of());
    RawHttp.get(api, "/another/bucket", Map.of());
    assertThat(scrape().since(before, REFUSED))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                refused("acm-pca", "none", "MissingAuthenticationTokenException"), 2.0,
                refused("none", "none", "MissingAuthenticationTokenException"), 1.0,
                refused("s3", "none", "AccessDenied"), 2.0));
  }

  private static String refused(String service, String operation, String error) {
    return REFUSED
        + "{service=\"%s\",operation=\"%s\",error=\"%s\"}".formatted(service, operation, error);
  }

  @Test
  void anAuthorityTellsItsEndAndTheAgeOfItsCrl() {
    Instant end = Instant.parse("2026-12-26T12:00:00Z");
    assertThat(scrape().value("signet_ca_certificate_not_after_timestamp_seconds" + ofRoot()))
        .isEqualTo((double) end.getEpochSecond());
    assertThat(scrape().value("signet_ca_crl_next_update_timestamp_seconds" + ofRoot())).isZero();
    signet.pca().publish(root);
    eventually("a CRL is made", () -> scrape().value("signet_crls_published_total") == 1);
    Instant made = signet.clock().instant();
    PrometheusText fresh = scrape();
    assertThat(fresh.value("signet_ca_crl_age_seconds" + ofRoot())).isZero();
    assertThat(fresh.value("signet_ca_crl_next_update_timestamp_seconds" + ofRoot()))
        .isEqualTo((double) made.plus(Duration.ofDays(7)).getEpochSecond());
    signet.clock().advance(Duration.ofHours(2));
    assertThat(scrape().value("signet_ca_crl_age_seconds" + ofRoot())).isEqualTo(7200);
  }

  private static String ofRoot() {
    return "{authority=\"" + root + "\"}";
  }

  @Test
  void writesTellHowLongTheyWaitAndTheDiskTakes() {
    PrometheusText before = scrape();
    leaf();
    PrometheusText after = scrape();
    for (String name : List.of("signet_store_write_wait_seconds", "signet_store_commit_seconds")) {
      assertThat(after.value(name + "_count") - before.value(name + "_count"))
          .as(name)
          .isGreaterThanOrEqualTo(1);
      assertThat(after.value(name + "_sum")).isGreaterThan(before.value(name + "_sum"));
    }
  }

  @Test
  void onlyProgramsOnThisMachineAreTold() {
    String url = signet.running().statusUrl();
    String port = url.substring(url.lastIndexOf(':'));
    for (String host :
        List.of("localhost" + port, "127.0.0.1" + port, "127.0.0.1", "[::1]" + port)) {
      assertThat(RawHttp.get(url, "/metrics", Map.of("Host", host)).status())
          .as(host)
          .isEqualTo(200);
    }
    for (String host :
        List.of("pki.example.com", "127.0.0.1.example.com", "127.0.0.1:80.example")) {
      RawHttp.Answer answer = RawHttp.get(url, "/metrics", Map.of("Host", host));
      assertThat(answer.status()).as(host).isIn(400, 403);
      assertThat(answer.body()).doesNotContain("signet_");
    }
    for (String header : List.of("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP")) {
      assertThat(RawHttp.get(url, "/metrics", Map.of(header, "1.2.3.4")).status())
          .as(header)
          .isEqualTo(403);
    }
  }
}
