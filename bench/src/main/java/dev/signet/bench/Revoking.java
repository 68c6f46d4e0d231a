// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Serial;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.RevocationReason;
import dev.signet.wire.generated.acmpca.RevokeCertificateRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;

/**
 * Revokes certificates one after another and asks until everybody is told; all times count from
 * before the call, so that they are upper bounds. Answers are read by Bouncy Castle and the JDK.
 */
final class Revoking {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Who asks takes of the same cores. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final BenchAuthority authority;
  private final String csr;
  private final URI ocspUrl;
  private final URI crlUrl;
  private final OcspQuestions questions;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Timings calls = new Timings();
  private final Timings ocsp = new Timings();
  private final Timings crl = new Timings();

  Revoking(Server server, BenchAuthority authority, byte[] csr) {
    this.authority = authority;
    this.csr = new String(csr, StandardCharsets.US_ASCII);
    this.ocspUrl = URI.create(server.statusUrl() + "/");
    this.crlUrl = URI.create(server.statusUrl() + "/crl/" + id(authority.arn()) + ".crl");
    String ca = authority.calls().pca().certificate(authority.arn());
    this.questions =
        new OcspQuestions(
            Certificate.parse(ca.getBytes(StandardCharsets.US_ASCII)), ocspUrl.getAuthority());
  }

  /** How long RevokeCertificate took. */
  Timings calls() {
    return calls;
  }

  /** From before the call to an OCSP answer that tells it. */
  Timings ocsp() {
    return ocsp;
  }

  /** From before the call to a CRL that tells it. */
  Timings crl() {
    return crl;
  }

  void run(int rounds) {
    for (int round = 0; round < rounds; round++) {
      revoke();
    }
  }

  private void revoke() {
    PrivateCaCalls pca = authority.calls().pca();
    String leaf =
        pca.issue(
            authority.arn(), authority.algorithm().kind(), csr, "EndEntityCertificate/V1", 30);
    Serial serial = Serial.ofHex(id(leaf)).orElseThrow();
    if (isRevoked(serial)) { // which also makes the server keep an answer
      throw new BenchFailed("a new certificate is told as revoked");
    }
    long began = System.nanoTime();
    authority
        .calls()
        .call(
            AcmPca.REVOKE_CERTIFICATE,
            new RevokeCertificateRequest(
                authority.arn(), serial.hex(), RevocationReason.SUPERSEDED));
    calls.add(System.nanoTime() - began);
    ocsp.add(timeUntil(began, () -> isRevoked(serial)));
    crl.add(timeUntil(began, () -> isListed(serial)));
  }

  private static long timeUntil(long began, BooleanSupplier told) {
    while (!told.getAsBoolean()) {
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new BenchFailed("a revocation was not told within 60 s");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return System.nanoTime() - began;
  }

  private boolean isRevoked(Serial serial) {
    HttpRequest request =
        HttpRequest.newBuilder(ocspUrl)
            .header("Content-Type", "application/ocsp-request")
            .POST(BodyPublishers.ofByteArray(questions.der(serial)))
            .build();
    try {
      var basic = (BasicOCSPResp) new OCSPResp(answer(request).body()).getResponseObject();
      return basic.getResponses()[0].getCertStatus() instanceof RevokedStatus;
    } catch (IOException | OCSPException e) {
      throw new BenchFailed("an OCSP answer cannot be read: " + e.getMessage());
    }
  }

  private boolean isListed(Serial serial) {
    HttpResponse<byte[]> answer = answer(HttpRequest.newBuilder(crlUrl).build());
    if (answer.statusCode() != 200) {
      return false; // the first is not there yet
    }
    try {
      X509CRL list =
          (X509CRL)
              CertificateFactory.getInstance("X.509")
                  .generateCRL(new ByteArrayInputStream(answer.body()));
      return list.getRevokedCertificate(serial.value()) != null;
    } catch (CertificateException | CRLException e) {
      throw new BenchFailed("a CRL cannot be read: " + e.getMessage());
    }
  }

  private HttpResponse<byte[]> answer(HttpRequest request) {
    return Programs.uninterrupted(() -> http.send(request, BodyHandlers.ofByteArray()));
  }

  private static String id(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
