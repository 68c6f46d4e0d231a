// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static dev.signet.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignedClient.Answer;
import dev.signet.testkit.SignetExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was revoked is seen: in OCSP at once, in the CRL a moment later. */
@SuppressWarnings("NullAway") // answers are whole
final class RevocationTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-03-01T12:00:00Z");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private CaCalls calls;
  private String root;
  private X509Certificate ca;

  @BeforeEach
  void makeAuthority() throws GeneralSecurityException {
    calls = new CaCalls(signet.client("us-east-1"));
    root = calls.activeRoot();
    assertThat(update(Map.of("Enabled", true, "ExpirationInDays", 7), Map.of("Enabled", true)))
        .matches(answer -> answer.status() == 200, "updated");
    ca = x509(calls.on("GetCertificateAuthorityCertificate", root, Map.of()).text("Certificate"));
  }

  private Answer update(Map<String, ?> crl, Map<String, ?> ocsp) {
    return calls.on(
        "UpdateCertificateAuthority",
        root,
        Map.of(
            "RevocationConfiguration", Map.of("CrlConfiguration", crl, "OcspConfiguration", ocsp)));
  }

  @Test
  void aRevokedCertificateIsToldByOcspAtOnceAndByTheNextCrl() throws Exception {
    X509Certificate leaf = issue();
    assertThat(ocsp(leaf)).isEmpty();
    eventually("a CRL is published", () -> crl().isPresent());
    assertThat(crl().get().getRevokedCertificate(leaf)).isNull();

    assertThat(revoke(leaf, "KEY_COMPROMISE").status()).isEqualTo(200);

    assertThat(ocsp(leaf)).isPresent();
    assertThat(ocsp(leaf).get().getRevocationReason()).isEqualTo(1);
    signet.clock().advance(Duration.ofSeconds(1));
    eventually("it is in the CRL", () -> crl().get().isRevoked(leaf));
    crl().get().verify(ca.getPublicKey());
  }

  private X509Certificate issue() throws GeneralSecurityException {
    String arn =
        calls
            .issue(root, calls.csr(calls.create("SUBORDINATE")), "EndEntityCertificate")
            .text("CertificateArn");
    return x509(calls.get(root, arn).text("Certificate"));
  }

  private Answer revoke(X509Certificate certificate, String reason) {
    return calls.on(
        "RevokeCertificate",
        root,
        Map.of(
            "CertificateSerial",
            certificate.getSerialNumber().toString(16),
            "RevocationReason",
            reason));
  }

  private static X509Certificate x509(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
  }

  private Optional<X509CRL> crl() {
    HttpResponse<byte[]> answer = get("/crl/" + root.substring(root.lastIndexOf('/') + 1) + ".crl");
    if (answer.statusCode() != 200) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          (X509CRL)
              CertificateFactory.getInstance("X.509")
                  .generateCRL(new ByteArrayInputStream(answer.body())));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpResponse<byte[]> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(signet.running().statusUrl() + path)).build());
  }

  private static HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What OCSP says: empty for good. */
  private Optional<RevokedStatus> ocsp(X509Certificate leaf)
      throws OCSPException, OperatorCreationException, IOException, GeneralSecurityException {
    AlgorithmIdentifier sha1 = CertificateID.HASH_SHA1;
    CertificateID id =
        new CertificateID(
            new JcaDigestCalculatorProviderBuilder().build().get(sha1),
            new JcaX509CertificateHolder(ca),
            leaf.getSerialNumber());
    byte[] request = new OCSPReqBuilder().addRequest(id).build().getEncoded();
    String path = "/ocsp/" + Base64.getEncoder().encodeToString(request);
    OCSPResp answer = new OCSPResp(get(path).body());
    assertThat(answer.getStatus()).isEqualTo(OCSPResp.SUCCESSFUL);
    SingleResp single = ((BasicOCSPResp) answer.getResponseObject()).getResponses()[0];
    assertThat(single.getCertID()).isEqualTo(id);
    return Optional.ofNullable((RevokedStatus) single.getCertStatus());
  }
}
