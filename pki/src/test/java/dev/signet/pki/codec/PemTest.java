// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import static dev.signet.pki.Refusals.assertRefused;
import static dev.signet.pki.Samples.text;
import static dev.signet.pki.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  private static final String REQUEST = text("rsa.csr");
  private static final byte[] REQUEST_DER = Pem.readCertificateRequest(utf8(REQUEST));
  private static final String DUMP = text("outside-root-dump.pem");
  private static final byte[] CERTIFICATE = Pem.readCertificate(utf8(DUMP));

  private static void assertReads(String request) {
    assertThat(Pem.readCertificateRequest(utf8(request))).isEqualTo(REQUEST_DER);
  }

  @Test
  void lineFeedsAreRead() {
    assertReads(REQUEST);
    assertReads(REQUEST.strip());
  }

  @Test
  void carriageReturnsAreRead() {
    assertReads(REQUEST.replace("\n", "\r\n"));
  }

  @Test
  void trailingBlankLinesAreRead() {
    assertReads(REQUEST + "\n\n\r\n \n");
  }

  @Test
  void leadingAndTrailingBlanksAreRead() {
    assertReads("  \n\t" + REQUEST.replace("\n", "  \n  ") + "  ");
  }

  @Test
  void aByteOrderMarkIsRead() {
    assertReads("\uFEFF" + REQUEST);
  }

  @Test
  void newlinesCollapsedToBlanksAreRead() {
    assertReads(REQUEST.replace("\n", " "));
  }

  @Test
  void aDumpBeforeTheBlockIsRead() {
    assertThat(DUMP).startsWith("Certificate:");
    assertThat(Der.parse(CERTIFICATE).is(Der.SEQUENCE)).isTrue();
    assertReads("Bag Attributes\n    localKeyID: 01\nsubject=CN = ä\n" + REQUEST);
  }

  @Test
  void newCertificateRequestIsRead() {
    assertReads(REQUEST.replace("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"));
  }

  @Test
  void x509CertificateIsRead() {
    String old = DUMP.replace("N CERTIFICATE", "N X509 CERTIFICATE");
    String other = old.replace("END CERTIFICATE", "END X509 CERTIFICATE");
    assertThat(Pem.readCertificate(utf8(other))).isEqualTo(CERTIFICATE);
  }

  @Test
  void theTrustOfATrustedCertificateIsIgnored() {
    assertThat(Pem.readCertificate(utf8(text("outside-root-trusted.pem")))).isEqualTo(CERTIFICATE);
  }

  @Test
  void rawDerIsRead() {
    assertThat(Pem.readCertificateRequest(REQUEST_DER)).isEqualTo(REQUEST_DER);
    assertThat(Pem.readCertificate(CERTIFICATE)).isEqualTo(CERTIFICATE);
    assertThat(Pem.readCertificates(CERTIFICATE)).containsExactly(CERTIFICATE);
  }

  @Test
  void whatIsWrittenHasLinesOf64AndNoLastLineFeed() {
    assertThat(Pem.certificateRequest(REQUEST_DER)).isEqualTo(REQUEST.strip());
    String two = Pem.certificates(List.of(CERTIFICATE, CERTIFICATE));
    assertThat(two.lines()).allMatch(line -> line.length() <= 64);
    assertThat(two)
        .doesNotContain("\r", "\n\n")
        .contains("-----END CERTIFICATE-----\n-----BEGIN CERTIFICATE-----")
        .endsWith("-----END CERTIFICATE-----");
    assertThat(Pem.readCertificates(utf8(two))).containsExactly(CERTIFICATE, CERTIFICATE);
  }

  @Test
  void anEmptyBlockIsNotMistakenForText() {
    assertThat(Pem.certificate(new byte[0]).lines()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no block at all",
        "-----BEGIN CERTIFICATE REQUEST-----\nMIIC",
        "-----BEGIN CERTIFICATE REQUEST-----\nMI%C\n-----END CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----\nMIIC\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----",
        "-----BEGIN PRIVATE KEY-----\nMIIC\n-----END PRIVATE KEY-----"
      })
  void whatIsNoRequestIsRefused(String text) {
    assertRefused(Reason.MALFORMED_PEM, () -> Pem.readCertificateRequest(utf8(text)));
  }

  @Test
  void twoWhereOneIsExpectedAreRefused() {
    String two = REQUEST + REQUEST;
    assertRefused(Reason.MALFORMED_PEM, () -> Pem.readCertificateRequest(utf8(two)))
        .contains("2 certificate requests");
    assertRefused(Reason.MALFORMED_PEM, () -> Pem.readCertificate(utf8(DUMP + DUMP)))
        .contains("2 certificates");
  }

  @Test
  void aPrivateKeyIsWrittenForEnvoy() {
    assertThat(Pkcs8.pem(new byte[] {1, 2, 3}))
        .isEqualTo("-----BEGIN PRIVATE KEY-----\nAQID\n-----END PRIVATE KEY-----\n");
  }
}
