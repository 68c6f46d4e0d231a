// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.authority.api.AcmPcaErrors;
import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.Certificate;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.testkit.calls.PrivateCaCalls.Kind;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.acmpca.ASN1Subject;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthorityConfiguration;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import dev.signet.wire.generated.acmpca.CertificateAuthorityUsageMode;
import dev.signet.wire.generated.acmpca.CreateCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.IssueCertificateRequest;
import dev.signet.wire.generated.acmpca.KeyAlgorithm;
import dev.signet.wire.generated.acmpca.SigningAlgorithm;
import dev.signet.wire.generated.acmpca.Validity;
import dev.signet.wire.generated.acmpca.ValidityPeriodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a call may ask a certificate to hold, and by which error it is refused. */
@SuppressWarnings("NullAway") // answers are whole
final class ValidityTest {
  @TempDir Path folder;
  private Grounds grounds;
  private CaScene scene;

  @BeforeEach
  void open() {
    SettableClock clock = SettableClock.at("2028-01-31T12:00:00.999Z");
    grounds = Grounds.open(folder, clock, new SeededEntropy(3));
    scene = CaScene.over(grounds.ground());
  }

  @AfterEach
  void close() {
    grounds.close();
  }

  @ParameterizedTest(name = "{0} from {1}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          30 DAYS,               -,                     2028-03-01T12:00:00Z, -
          31 DAYS,               -,                     -,                    ValidationException
          1 MONTHS,              -,                     2028-02-29T12:00:00Z, -
          1 YEARS,               -,                     -,                    ValidationException
          280301120000 END_DATE, -,                     2028-03-01T12:00:00Z, -
          280301120001 END_DATE, -,                     -,                    ValidationException
          280131120000 END_DATE, -,                     -,                    ValidationException
          280230120000 END_DATE, -,                     -,                    InvalidArgsException
          1835524800 ABSOLUTE,   -,                     2028-03-01T12:00:00Z, -
          253402300800 ABSOLUTE, -,                     -,                    InvalidArgsException
          30 DAYS,               1 ABSOLUTE,            2028-03-01T12:00:00Z, -
          30 DAYS,               1835524800 ABSOLUTE,   -,                    InvalidArgsException
          30 DAYS,               1 DAYS,                -,                    InvalidArgsException
          """)
  void aCertificateEndsWithinTheLifeOfItsAuthority(
      String ends, @Nullable String starts, @Nullable Instant until, @Nullable String error) {
    String root = scene.activeRoot(30);
    check(issuing(root, "EndEntityCertificate", ends, starts), until, error);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          EndEntityCertificate,              7 DAYS,                2028-02-07T12:00:00Z, -
          EndEntityCertificate,              280207120000 END_DATE, 2028-02-07T12:00:00Z, -
          EndEntityCertificate,              280207120001 END_DATE, -, ValidationException
          BlankEndEntityCertificate_APIPassthrough, 8 DAYS,         -, ValidationException
          SubordinateCACertificate_PathLen0, 1 DAYS,                -, InvalidArgsException
          RootCACertificate,                 10 YEARS,              2038-01-31T12:00:00Z, -
          """)
  void anAuthorityOfShortLivesSignsSevenDaysAndItsOwnRoot(
      String template, String ends, @Nullable Instant until, @Nullable String error) {
    String root =
        scene
            .call(
                AcmPca.CREATE_CERTIFICATE_AUTHORITY,
                CreateCertificateAuthorityRequest.of(
                        CertificateAuthorityConfiguration.of(
                            KeyAlgorithm.EC_PRIME256V1,
                            SigningAlgorithm.SHA256_WITHECDSA,
                            ASN1Subject.of().withCommonName("test")),
                        CertificateAuthorityType.ROOT)
                    .withUsageMode(CertificateAuthorityUsageMode.SHORT_LIVED_CERTIFICATE))
            .certificateAuthorityArn();
    scene.pca().activate(root, Kind.P256, 30);
    String csr = scene.pca().csr(template.startsWith("Root") ? root : scene.root());
    check(issuing(root, csr, template, ends, null), until, error);
  }

  private IssueCertificateRequest issuing(
      String root, String template, String ends, @Nullable String starts) {
    return issuing(root, scene.pca().csr(scene.root()), template, ends, starts);
  }

  private static IssueCertificateRequest issuing(
      String root, String csr, String template, String ends, @Nullable String starts) {
    IssueCertificateRequest request =
        IssueCertificateRequest.of(
                root,
                Blob.of(csr.getBytes(StandardCharsets.US_ASCII)),
                SigningAlgorithm.SHA256_WITHECDSA,
                validity(ends))
            .withTemplateArn("arn:aws:acm-pca:::template/" + template + "/V1");
    return starts == null ? request : request.withValidityNotBefore(validity(starts));
  }

  private static Validity validity(String text) {
    String[] parts = text.split(" ", 2);
    return new Validity(Long.parseLong(parts[0]), ValidityPeriodType.valueOf(parts[1]));
  }

  private void check(
      IssueCertificateRequest request, @Nullable Instant until, @Nullable String error) {
    if (error == null) {
      String made = scene.call(AcmPca.ISSUE_CERTIFICATE, request).certificateArn();
      byte[] pem =
          scene
              .pca()
              .pem(request.certificateAuthorityArn(), made)
              .getBytes(StandardCharsets.US_ASCII);
      assertThat(Certificate.parse(pem).period().notAfter()).isEqualTo(until);
    } else {
      assertThatThrownBy(() -> scene.call(AcmPca.ISSUE_CERTIFICATE, request))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(new AcmPcaErrors().of(refusal.reason())).isEqualTo(error));
    }
  }
}
