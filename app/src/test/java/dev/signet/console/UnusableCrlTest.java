// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signet.authority.lifecycle.OwnAuthorities;
import dev.signet.testkit.SignetExtension;
import dev.signet.testkit.calls.PrivateCaCalls;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.ApiPassthrough;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import dev.signet.wire.generated.acmpca.Extensions;
import dev.signet.wire.generated.acmpca.GetCertificateResponse;
import dev.signet.wire.generated.acmpca.ImportCertificateAuthorityCertificateRequest;
import dev.signet.wire.generated.acmpca.KeyUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** An authority that signs lists for which its own certificate does not stand is told so. */
@SuppressWarnings("NullAway") // answers are whole
final class UnusableCrlTest {
  @RegisterExtension
  static final SignetExtension signet = SignetExtension.at("2026-01-01T00:00:00Z");

  private static final KeyUsage CERTIFICATES_ONLY = KeyUsage.of().withKeyCertSign(true);
  private static final String REFUSED = "strict clients refuse";

  private final Logger log = (Logger) LoggerFactory.getLogger(OwnAuthorities.class);
  private final Level usual = log.getLevel();
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final PrivateCaCalls pca = signet.pca();
  private final String root = pca.root("Root");
  private final String authority =
      pca.pending(CertificateAuthorityType.SUBORDINATE, "Below", Kind.P256);

  @BeforeEach
  void listen() {
    written.start();
    log.setLevel(Level.WARN);
    log.addAppender(written);
  }

  @AfterEach
  void leave() {
    log.detachAppender(written);
    log.setLevel(usual);
  }

  @Test
  void itIsToldWhenItsListsBeginAndOnItsPage() {
    install(CERTIFICATES_ONLY);
    assertThat(warnings()).as("without lists nothing is wrong").isEmpty();
    assertThat(page()).doesNotContain(REFUSED);
    pca.publish(authority);
    assertThat(warnings()).singleElement().asString().contains(authority, REFUSED, "cRLSign");
    assertThat(page()).contains(REFUSED);
  }

  @Test
  void itIsToldWhenTheCertificateComesAfterTheLists() {
    install(CERTIFICATES_ONLY.withCrlSign(true));
    pca.publish(authority);
    assertThat(warnings()).isEmpty();
    assertThat(page()).contains("published").doesNotContain(REFUSED);
    install(CERTIFICATES_ONLY);
    assertThat(warnings()).singleElement().asString().contains(authority, REFUSED, "cRLSign");
  }

  private List<String> warnings() {
    return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private String page() {
    ConsoleVisit visit = ConsoleVisit.enter(signet);
    return visit
        .get(visit.page() + "/ca/" + authority.substring(authority.lastIndexOf('/') + 1))
        .body();
  }

  /** It has a certificate with this keyUsage from now on. */
  private void install(KeyUsage usage) {
    String template = "BlankSubordinateCACertificate_PathLen0_APIPassthrough/V1";
    String made =
        pca.calls()
            .call(
                AcmPca.ISSUE_CERTIFICATE,
                PrivateCaCalls.issuing(root, Kind.P256, pca.csr(authority), template, 900)
                    .withApiPassthrough(
                        ApiPassthrough.of().withExtensions(Extensions.of().withKeyUsage(usage))))
            .certificateArn();
    GetCertificateResponse got = pca.get(root, made);
    pca.calls()
        .call(
            AcmPca.IMPORT_CERTIFICATE_AUTHORITY_CERTIFICATE,
            ImportCertificateAuthorityCertificateRequest.of(authority, blob(got.certificate()))
                .withCertificateChain(blob(got.certificateChain())));
  }

  private static Blob blob(String pem) {
    return Blob.of(pem.getBytes(StandardCharsets.US_ASCII));
  }
}
