// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import static dev.signet.pki.Refusals.assertRefused;
import static dev.signet.pki.TestKey.NOW;
import static dev.signet.pki.TestKey.ONE_YEAR;
import static dev.signet.pki.TestKey.TEN_YEARS;
import static dev.signet.pki.TestKey.VERIFIER;
import static dev.signet.pki.TestKey.cn;
import static dev.signet.pki.TestKey.profile;
import static dev.signet.pki.TestKey.serial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.TestKey;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.csr.ProvenRequest;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.SubjectAlternativeName;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class IssuingTest {
  private static final Extension SAN =
      Extension.alternativeName(false, SubjectAlternativeName.ofDns(List.of("teller.example.com")));

  private final TestKey rootKey = TestKey.ec();
  private final Chain root = rootKey.root("Root");
  private final TestKey leafKey = TestKey.ec();

  /** The families of the specification's table; an exclamation mark stands for critical. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "EndEntityCertificate, 3000, !030205a0," + "301406082b0601050507030106082b06010505070302",
    "EndEntityClientAuthCertificate, 3000, !030205a0, 300a06082b06010505070302",
    "EndEntityServerAuthCertificate, 3000, !030205a0, 300a06082b06010505070301",
    "CodeSigningCertificate, 3000, !03020780, !300a06082b06010505070303",
    "OCSPSigningCertificate, 3000, !03020780, !300a06082b06010505070309",
    "SubordinateCACertificate_PathLen0, !30060101ff020100, !03020186, ''",
    "SubordinateCACertificate_PathLen1, !30060101ff020101, !03020186, ''",
    "SubordinateCACertificate_PathLen2, !30060101ff020102, !03020186, ''",
    "SubordinateCACertificate_PathLen3, !30060101ff020103, !03020186, ''"
  })
  void everyTemplateWritesItsExtensionsAndNoOthers(
      String template, String basicConstraints, String keyUsage, String extendedKeyUsage) {
    Certificate made = rootKey.issue(root, template, leafKey.request(cn("teller"), SAN)).first();

    String rootKeyId = root.first().extensions().subjectKeyIdentifier().orElseThrow().hex();
    List<Extension> expected =
        Stream.of(
                SAN,
                hex(ExtensionOid.BASIC_CONSTRAINTS, basicConstraints),
                hex(ExtensionOid.AUTHORITY_KEY_IDENTIFIER, "30168014" + rootKeyId),
                hex(ExtensionOid.SUBJECT_KEY_IDENTIFIER, "0414" + leafKey.info().keyId().hex()),
                hex(ExtensionOid.KEY_USAGE, keyUsage),
                hex(ExtensionOid.EXTENDED_KEY_USAGE, extendedKeyUsage))
            .filter(e -> e.value().length() > 0)
            .toList();
    assertThat(made.extensions().all()).containsExactlyElementsOf(expected);
  }

  @Test
  void aRootSignsItselfAndNamesNoAuthority() {
    Certificate made = root.first();

    assertThat(made.extensions().all())
        .containsExactly(
            hex(ExtensionOid.BASIC_CONSTRAINTS, "!30030101ff"),
            hex(ExtensionOid.SUBJECT_KEY_IDENTIFIER, "0414" + rootKey.info().keyId().hex()),
            hex(ExtensionOid.KEY_USAGE, "!03020186"));
    assertThat(made.isSelfSigned(VERIFIER)).isTrue();
    assertThat(root.certificates()).hasSize(1);
  }

  private static Extension hex(String oid, String value) {
    return new Extension(oid, value.startsWith("!"), Octets.ofHex(value.replace("!", "")));
  }

  @ParameterizedTest
  @EnumSource(KeySpec.class)
  void everyKindOfCaKeySignsWhatTheJdkAccepts(KeySpec spec) throws GeneralSecurityException {
    TestKey caKey = TestKey.of(spec);
    Chain ca = caKey.root("Root of " + spec);
    Chain made =
        caKey.issue(ca, "EndEntityCertificate", leafKey.request(cn("teller.example.com"), SAN));

    assertThat(validatedByTheJdk(made)).isTrue();
    assertThat(made.first().signatureAlgorithm().name()).isEqualTo(caKey.scheme().name());
  }

  @ParameterizedTest
  @EnumSource(
      value = SignatureScheme.class,
      names = {
        "SHA256WITHRSA",
        "SHA384WITHRSA",
        "SHA512WITHRSA",
        "SHA256WITHRSA_PSS",
        "SHA384WITHRSA_PSS",
        "SHA512WITHRSA_PSS"
      })
  void everyRsaSchemeSignsWhatTheJdkAccepts(SignatureScheme scheme)
      throws GeneralSecurityException {
    TestKey caKey = TestKey.of(KeySpec.RSA_2048);
    Chain ca = caKey.root("Root");
    Prepared prepared =
        profile("EndEntityCertificate")
            .prepare(Issuer.installed(ca), leafKey.request(cn("a")), ONE_YEAR, serial(), scheme);
    Chain made = caKey.sign(prepared).chain();

    assertThat(validatedByTheJdk(made)).isTrue();
  }

  private static boolean validatedByTheJdk(Chain chain) throws GeneralSecurityException {
    CertPath path =
        CertificateFactory.getInstance("X.509")
            .generateCertPath(
                chain.certificates().stream()
                    .limit(chain.certificates().size() - 1L)
                    .map(Certificate::toX509)
                    .toList());
    PKIXParameters parameters =
        new PKIXParameters(Set.of(new TrustAnchor(chain.root().toX509(), null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(NOW));
    return CertPathValidator.getInstance("PKIX").validate(path, parameters) != null;
  }

  @Test
  void aChainOfFourValidatesInTheJdk() throws GeneralSecurityException {
    TestKey one = TestKey.ec();
    TestKey two = TestKey.of(KeySpec.RSA_2048);
    Chain first = rootKey.issue(root, "SubordinateCACertificate_PathLen1", one.request(cn("One")));
    Chain second = one.issue(first, "SubordinateCACertificate_PathLen0", two.request(cn("Two")));
    Chain made = two.issue(second, "EndEntityCertificate", leafKey.request(cn("leaf"), SAN));

    assertThat(made.certificates()).hasSize(4);
    assertThat(validatedByTheJdk(made)).isTrue();
  }

  @Test
  void serialSubjectIssuerAndPeriodAreThoseGiven() {
    Serial serial = serial();
    ProvenRequest request = leafKey.request(cn("teller"), SAN);
    Certificate made =
        rootKey
            .sign(
                profile("EndEntityCertificate")
                    .prepare(
                        Issuer.installed(root),
                        request,
                        ONE_YEAR,
                        serial,
                        SignatureScheme.SHA512WITHECDSA))
            .certificate();

    assertThat(made.serial()).isEqualTo(serial);
    assertThat(made.subject().der()).isEqualTo(request.subject().der());
    assertThat(made.issuer().der()).isEqualTo(root.first().subject().der());
    assertThat(made.period()).isEqualTo(ONE_YEAR);
    assertThat(made.signatureAlgorithm().name()).isEqualTo("SHA512WITHECDSA");
  }

  @Test
  void theAlternativeNameKeepsItsCriticalityUnlessTheSubjectIsEmpty() {
    Extension critical = SAN.withCritical(true);
    assertThat(san(leafKey.request(cn("a"), critical)).critical()).isTrue();
    assertThat(san(leafKey.request(cn("a"), SAN)).critical()).isFalse();
    assertThat(san(leafKey.request(DistinguishedName.empty(), SAN)).critical()).isTrue();
  }

  private Extension san(ProvenRequest request) {
    return rootKey
        .issue(root, "EndEntityCertificate", request)
        .first()
        .extensions()
        .get(ExtensionOid.SUBJECT_ALTERNATIVE_NAME)
        .orElseThrow();
  }

  @Test
  void extensionsThatTheRequestAsksForBesideTheNameAreDropped() {
    Extension wish = hex("1.3.6.1.5.5.7.1.24", "3003020105");
    Extension ca = hex(ExtensionOid.BASIC_CONSTRAINTS, "!30030101ff");
    Certificate made =
        rootKey.issue(root, "EndEntityCertificate", leafKey.request(cn("a"), wish, ca)).first();

    assertThat(made.isCa()).isFalse();
    assertThat(made.extensions().get(wish.oid())).isEmpty();
  }

  @Test
  void aRootTemplateSignsOnlyItsOwnKey() {
    assertRefused(
        Reason.PROFILE_NOT_ALLOWED,
        () -> prepare("RootCACertificate", Issuer.itself(rootKey.info()), leafKey));
  }

  @Test
  void aRootTemplateNeedsACaThatSignsItself() {
    assertRefused(
        Reason.PROFILE_NOT_ALLOWED,
        () -> prepare("RootCACertificate", Issuer.installed(root), rootKey));
  }

  @Test
  void aCaWithoutCertificateSignsNothingButItsRoot() {
    assertRefused(
        Reason.PROFILE_NOT_ALLOWED,
        () -> prepare("EndEntityCertificate", Issuer.itself(rootKey.info()), leafKey));
  }

  @Test
  void aCaDoesNotSignASubordinateForItsOwnKey() {
    assertRefused(
        Reason.PROFILE_NOT_ALLOWED,
        () -> prepare("SubordinateCACertificate_PathLen0", Issuer.installed(root), rootKey));
  }

  @Test
  void aSchemeOfAnotherFamilyIsRefused() {
    assertRefused(
        Reason.ALGORITHM_MISMATCH,
        () ->
            profile("EndEntityCertificate")
                .prepare(
                    Issuer.installed(root),
                    leafKey.request(cn("a")),
                    ONE_YEAR,
                    serial(),
                    SignatureScheme.SHA256WITHRSA));
  }

  @Test
  void aRequestWithoutAnyNameIsRefused() {
    assertRefused(
        Reason.MALFORMED_CSR,
        () ->
            rootKey.issue(
                root, "EndEntityCertificate", leafKey.request(DistinguishedName.empty())));
  }

  @Test
  void aCaNeedsASubjectWhateverItsAlternativeNames() {
    assertRefused(
        Reason.MALFORMED_CSR,
        () ->
            rootKey.issue(
                root,
                "SubordinateCACertificate_PathLen0",
                leafKey.request(DistinguishedName.empty(), SAN)));
  }

  @Test
  void aCertificateMayEndWithItsIssuerButNotASecondLater() {
    ValidityPeriod same = new ValidityPeriod(NOW, TEN_YEARS.notAfter());
    ValidityPeriod later = new ValidityPeriod(NOW, TEN_YEARS.notAfter().plusSeconds(1));

    assertThat(prepare(same).toBeSigned()).isNotEmpty();
    assertRefused(Reason.VALIDITY_EXCEEDS_ISSUER, () -> prepare(later))
        .contains("The certificate validity specified exceeds the certificate authority validity");
  }

  @Test
  void aCertificateMayStartBeforeItsIssuer() {
    ValidityPeriod early =
        new ValidityPeriod(TEN_YEARS.notBefore().minusSeconds(86_400), ONE_YEAR.notAfter());
    assertThat(prepare(early).toBeSigned()).isNotEmpty();
  }

  @Test
  void anotherKeysSignatureCompletesNothing() {
    Prepared prepared = prepare("EndEntityCertificate", Issuer.installed(root), leafKey);
    byte[] forged = leafKey.sign(prepared.scheme(), prepared.toBeSigned());

    assertRefused(Reason.BAD_SIGNATURE, () -> prepared.complete(forged, VERIFIER));
  }

  @Test
  void aPreparedCertificateIsCompletedOnceEvenAfterAFailure() {
    Prepared twice = prepare("EndEntityCertificate", Issuer.installed(root), leafKey);
    byte[] signature = rootKey.sign(twice.scheme(), twice.toBeSigned());
    assertThat(twice.complete(signature, VERIFIER).certificate().isCa()).isFalse();
    assertThatThrownBy(() -> twice.complete(signature, VERIFIER))
        .isInstanceOf(IllegalStateException.class);

    Prepared failed = prepare("EndEntityCertificate", Issuer.installed(root), leafKey);
    byte[] good = rootKey.sign(failed.scheme(), failed.toBeSigned());
    assertRefused(Reason.BAD_SIGNATURE, () -> failed.complete(new byte[70], VERIFIER));
    assertThatThrownBy(() -> failed.complete(good, VERIFIER))
        .isInstanceOf(IllegalStateException.class);
  }

  private Prepared prepare(String template, Issuer issuer, TestKey subject) {
    return profile(template)
        .prepare(issuer, subject.request(cn("a")), ONE_YEAR, serial(), rootKey.scheme());
  }

  private Prepared prepare(ValidityPeriod period) {
    return profile("EndEntityCertificate")
        .prepare(
            Issuer.installed(root), leafKey.request(cn("a")), period, serial(), rootKey.scheme());
  }
}
