// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.kernel.Caller;
import dev.signet.kernel.PieceStream;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.testkit.StatusClient;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.AuditReportResponseFormat;
import dev.signet.wire.generated.acmpca.CertificateAuthorityStatus;
import dev.signet.wire.generated.acmpca.CreateCertificateAuthorityAuditReportRequest;
import dev.signet.wire.generated.acmpca.CrlConfiguration;
import dev.signet.wire.generated.acmpca.CrlType;
import dev.signet.wire.generated.acmpca.DescribeCertificateAuthorityAuditReportRequest;
import dev.signet.wire.generated.acmpca.RevocationConfiguration;
import dev.signet.wire.generated.acmpca.RevocationReason;
import dev.signet.wire.generated.acmpca.RevokeCertificateRequest;
import dev.signet.wire.generated.acmpca.UpdateCertificateAuthorityRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of revocations, CRLs, OCSP signers and reports, on the database of the tests. */
@SuppressWarnings("NullAway") // answers are whole
final class RevocationRowsTest {
  private static final Duration WINDOW = Duration.ofDays(7);

  @TempDir Path folder;
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private Grounds grounds;
  private CaScene scene;

  @BeforeEach
  void open() {
    grounds = Grounds.open(folder, clock, new SeededEntropy(7));
    scene =
        new CaScene(PrivateCa.open(grounds.ground(), new OneBucket(), () -> "http://status.test"));
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  /** Takes whatever it is given. */
  private final class OneBucket implements OutsideBuckets {
    @Override
    public void requireWritable(Caller writer, String bucket, boolean everybody) {
      assertThat(bucket).isEqualTo("bucket");
    }

    @Override
    public void write(
        Caller writer, String bucket, String key, String contentType, InputStream octets) {
      try {
        octets.transferTo(written);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private String publishing() {
    String root = scene.activeRoot(300);
    scene.pca().publish(root);
    due();
    return root;
  }

  /** Does what is due now. */
  private void due() {
    scene.ca().publishing().runDue();
    grounds.ground().timers().runDue();
  }

  private String revoked(String root) {
    String arn = scene.issue(root);
    scene.call(
        AcmPca.REVOKE_CERTIFICATE,
        new RevokeCertificateRequest(root, id(arn), RevocationReason.KEY_COMPROMISE));
    return arn;
  }

  private static String id(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  private X509Certificate x509(String root, String arn) {
    return StatusClient.x509(scene.pca().pem(root, arn));
  }

  private X509CRL crl(String path) {
    Publication publication = scene.ca().publication();
    PublishedCrl crl = publication.crl(path).orElseThrow();
    return StatusClient.crlOf(new PieceStream(publication.octets(crl)));
  }

  private X509CRL crlOf(String root) {
    return crl("crl/" + id(root) + ".crl");
  }

  @Test
  void aRevocationIsInTheNextListAndInOcsp() {
    String root = publishing();
    String arn = revoked(root);
    X509Certificate leaf = x509(root, arn);
    assertThat(crlOf(root).isRevoked(leaf)).isFalse();
    clock.advance(Duration.ofSeconds(1));
    due();
    assertThat(crlOf(root).isRevoked(leaf)).isTrue();
    assertThat(status(root, leaf)).isInstanceOf(RevokedStatus.class);
    assertThat(status(root, x509(root, scene.issue(root)))).isNull();
  }

  @Test
  void whoReadsAListReadsItToItsEndWhileNewerOnesAreMade() {
    String root = publishing();
    Publication publication = scene.ca().publication();
    PublishedCrl first = publication.crl("crl/" + id(root) + ".crl").orElseThrow();
    X509Certificate leaf = x509(root, revoked(root));
    clock.advance(Duration.ofSeconds(1));
    due();
    assertThat(crlOf(root).isRevoked(leaf)).isTrue();
    assertThat(StatusClient.crlOf(new PieceStream(publication.octets(first))).isRevoked(leaf))
        .as("the one before it, as a client reads it that has begun")
        .isFalse();
    clock.advance(Duration.ofDays(4)); // half of its time: another is made
    due();
    assertThat(grounds.rows("crl_editions")).as("none is left of those that nobody reads").isOne();
  }

  private Object status(String root, X509Certificate leaf) {
    X509Certificate ca = x509(root, scene.issue(root, "RootCACertificate", 300));
    Publication publication = scene.ca().publication();
    var request =
        Publication.ocspRequest(StatusClient.question(ca, leaf.getSerialNumber())).orElseThrow();
    var answer = (OcspAnswer.Signed) publication.answer(request);
    return StatusClient.basic(answer.der().bytes()).getResponses()[0].getCertStatus();
  }

  @Test
  void aListInPartsTellsItToo() {
    String root = publishing();
    scene.call(
        AcmPca.UPDATE_CERTIFICATE_AUTHORITY,
        UpdateCertificateAuthorityRequest.of(root)
            .withRevocationConfiguration(
                RevocationConfiguration.of()
                    .withCrlConfiguration(
                        CrlConfiguration.of(true)
                            .withExpirationInDays(7)
                            .withCrlType(CrlType.PARTITIONED))));
    due();
    X509Certificate leaf = x509(root, revoked(root));
    clock.advance(Duration.ofSeconds(1));
    due();
    String named = new String(leaf.getExtensionValue("2.5.29.31"), StandardCharsets.ISO_8859_1);
    String start = "http://status.test/";
    String path = named.substring(named.indexOf(start) + start.length());
    assertThat(crl(path).isRevoked(leaf)).isTrue();
    assertThat(crlOf(root).isRevoked(leaf)).isTrue();
  }

  @Test
  void aRevocationIsToldAlsoAfterAnAuthorityThatRevokedLaterIsRemoved() {
    String other = publishing();
    String root = scene.activeRoot(300);
    revoked(other);
    revoked(other);
    scene.pca().publish(root);
    due(); // this list covers all that the other revoked
    scene.disable(other);
    scene.delete(other);
    clock.advance(WINDOW);
    Grounds.changeBySignedCall(grounds.ground());
    due();
    assertThat(grounds.rows("authorities")).isOne();
    assertThat(grounds.rows("revocations")).isZero();
    X509Certificate leaf = x509(root, revoked(root));
    clock.advance(Duration.ofSeconds(1));
    due();
    assertThat(crlOf(root).isRevoked(leaf)).isTrue();
  }

  @Test
  void aReportTellsOfWhatWasRevokedAndAllRowsGoWithTheAuthority() {
    String root = publishing();
    X509Certificate leaf = x509(root, revoked(root));
    assertThat(status(root, leaf)).isInstanceOf(RevokedStatus.class); // by a signer of its own
    String report =
        scene
            .call(
                AcmPca.CREATE_CERTIFICATE_AUTHORITY_AUDIT_REPORT,
                new CreateCertificateAuthorityAuditReportRequest(
                    root, "bucket", AuditReportResponseFormat.JSON))
            .auditReportId();
    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("\"revocationReason\":\"KEY_COMPROMISE\"");
    assertThat(
            scene
                .call(
                    AcmPca.DESCRIBE_CERTIFICATE_AUTHORITY_AUDIT_REPORT,
                    new DescribeCertificateAuthorityAuditReportRequest(root, report))
                .s3BucketName())
        .isEqualTo("bucket");
    scene.call(
        AcmPca.UPDATE_CERTIFICATE_AUTHORITY,
        UpdateCertificateAuthorityRequest.of(root).withStatus(CertificateAuthorityStatus.DISABLED));
    scene.delete(root);
    clock.advance(WINDOW);
    Grounds.changeBySignedCall(grounds.ground());
    due();
    for (String table :
        new String[] {
          "authorities",
          "revocations",
          "crls",
          "crl_parts",
          "crl_blocks",
          "crl_editions",
          "ocsp_issuers",
          "ocsp_signers",
          "authority_revocation",
          "audit_reports",
          "keys"
        }) {
      assertThat(grounds.rows(table)).as(table).isZero();
    }
  }
}
