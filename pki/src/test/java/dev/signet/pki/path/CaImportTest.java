// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import static dev.signet.pki.Samples.bytes;
import static dev.signet.pki.Samples.utf8;
import static dev.signet.pki.TestKey.NOW;
import static dev.signet.pki.TestKey.TEN_YEARS;
import static dev.signet.pki.TestKey.VERIFIER;
import static dev.signet.pki.TestKey.cn;
import static dev.signet.pki.TestKey.serial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.TestKey;
import dev.signet.pki.cert.BasicConstraints;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.ExtendedKeyUsage;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.cert.KeyUsage;
import dev.signet.pki.cert.TbsCertificate;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.ObjectIdentifierText;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.pki.path.ImportVerdict.Accepted;
import dev.signet.pki.path.ImportVerdict.InvalidRequest;
import dev.signet.pki.path.ImportVerdict.Malformed;
import dev.signet.pki.path.ImportVerdict.Mismatch;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows a to k of the import check, in their order. */
class CaImportTest {
  private static final byte[] NO_CHAIN = {};
  private static final Extension CA = ca(OptionalInt.empty());
  private static final Extension SIGNS_CERTIFICATES =
      Extension.keyUsage(Set.of(KeyUsage.KEY_CERT_SIGN));

  private final TestKey caKey = TestKey.ec();
  private final TestKey rootKey = TestKey.ec();
  private final Chain root = rootKey.root("Root");

  private static Extension ca(OptionalInt pathLength) {
    return Extension.basicConstraints(true, new BasicConstraints(true, pathLength));
  }

  private static Extension constraints(String permittedDns) {
    byte[] subtree = DerWriter.sequence(DerWriter.implicit(2, DerWriter.ascii(permittedDns)));
    return Extension.of(
        ExtensionOid.NAME_CONSTRAINTS, true, DerWriter.sequence(DerWriter.explicit(0, subtree)));
  }

  private Certificate sub(Extension... extensions) {
    return rootKey.forge(cn("Root"), cn("Sub"), caKey.info(), extensions);
  }

  private ImportVerdict importSub(byte[] certificate, byte[] chain) {
    return new CaImport(caKey.info(), CaType.SUBORDINATE, VERIFIER).check(certificate, chain, NOW);
  }

  private ImportVerdict importSub(Certificate certificate, Certificate... chain) {
    return importSub(utf8(certificate.pem()), utf8(new Chain(List.of(chain)).pem()));
  }

  private ImportVerdict importRoot(Certificate certificate, byte[] chain, Instant now) {
    return new CaImport(caKey.info(), CaType.ROOT, VERIFIER)
        .check(utf8(certificate.pem()), chain, now);
  }

  private static void assertMalformed(ImportVerdict verdict, String message) {
    assertThat(verdict).isInstanceOf(Malformed.class).asString().contains(message, "expected");
  }

  private static void assertMismatch(ImportVerdict verdict, String message) {
    assertThat(verdict).isInstanceOf(Mismatch.class).asString().contains(message, "expected");
  }

  private static void assertInvalid(ImportVerdict verdict, String message) {
    assertThat(verdict).isInstanceOf(InvalidRequest.class).asString().contains(message, "expected");
  }

  @Test
  void whatTheTemplatesMakeIsAccepted() {
    Chain own = caKey.root("Own");
    assertThat(importRoot(own.first(), NO_CHAIN, NOW)).isEqualTo(new Accepted(own));

    Chain sub = rootKey.issue(root, "SubordinateCACertificate_PathLen0", caKey.request(cn("Sub")));
    assertThat(importSub(sub.first(), root.first())).isEqualTo(new Accepted(sub));
  }

  @Test
  void aChainOfThreeIsAcceptedInItsOrderOnly() {
    TestKey middleKey = TestKey.ec();
    Chain middle =
        rootKey.issue(root, "SubordinateCACertificate_PathLen1", middleKey.request(cn("Middle")));
    Chain sub =
        middleKey.issue(middle, "SubordinateCACertificate_PathLen0", caKey.request(cn("Sub")));
    assertThat(importSub(sub.first(), middle.first(), root.first())).isEqualTo(new Accepted(sub));
    assertMismatch(importSub(sub.first(), root.first(), middle.first()), "is followed by");
  }

  @Test
  void aWhatIsNotExactlyOneCertificateIsMalformed() {
    byte[] chain = utf8(root.pem());
    String pem = sub(CA).pem();
    assertMalformed(importSub(utf8("garbage"), chain), "Certificate: ");
    assertMalformed(importSub(utf8(pem + "\n" + pem), chain), "2 certificates");
    assertMalformed(importSub(bytes("rsa.csr"), chain), "CERTIFICATE REQUEST");
    byte[] cut = sub(CA).der();
    assertMalformed(importSub(Arrays.copyOf(cut, cut.length - 1), chain), "Certificate");
  }

  @Test
  void bACertificateForAnotherKeyIsAMismatch() {
    Certificate other = rootKey.forge(cn("Root"), cn("Sub"), TestKey.ec().info(), CA);
    assertMismatch(importSub(other, root.first()), "the CA's " + caKey.info());
  }

  @Test
  void cACertificateThatIsNoCasIsMalformed() {
    assertMalformed(importSub(sub(), root.first()), "basicConstraints");
    assertMalformed(importSub(sub(CA.withCritical(false)), root.first()), "critical");
    Extension no = Extension.basicConstraints(true, BasicConstraints.END_ENTITY);
    assertMalformed(importSub(sub(no), root.first()), "cA TRUE");
  }

  @Test
  void dKeyUsageWithoutKeyCertSignIsMalformedButMayBeAbsent() {
    Extension signs = Extension.keyUsage(Set.of(KeyUsage.DIGITAL_SIGNATURE));
    assertMalformed(importSub(sub(CA, signs), root.first()), "keyCertSign");
    assertThat(importSub(sub(CA), root.first())).isInstanceOf(Accepted.class);
    assertThat(importSub(sub(CA, SIGNS_CERTIFICATES), root.first())).isInstanceOf(Accepted.class);
  }

  @Test
  void eACertificateThatDoesNotHoldNowIsMalformedGiveOrTakeFiveMinutes() {
    Certificate own = caKey.root("Own").first();
    Instant start = TEN_YEARS.notBefore();
    Instant end = TEN_YEARS.notAfter();
    assertThat(importRoot(own, NO_CHAIN, start.minusSeconds(300))).isInstanceOf(Accepted.class);
    assertThat(importRoot(own, NO_CHAIN, end.plusSeconds(300))).isInstanceOf(Accepted.class);
    assertMalformed(importRoot(own, NO_CHAIN, start.minusSeconds(301)), "contains");
    assertMalformed(importRoot(own, NO_CHAIN, end.plusSeconds(301)), "contains");
  }

  @Test
  void fARootMustSignItselfAndBringsNoChain() {
    Certificate own = caKey.root("Own").first();
    assertInvalid(importRoot(own, utf8(own.pem()), NOW), "CertificateChain of a ROOT CA");
    assertInvalid(importRoot(sub(CA), NO_CHAIN, NOW), "self-signed one");
    Certificate sameName = rootKey.forge(cn("Own"), cn("Own"), caKey.info(), CA);
    assertInvalid(importRoot(sameName, NO_CHAIN, NOW), "self-signed one");
  }

  @Test
  void fASubordinateMustNotSignItselfAndBringsItsChain() {
    Certificate own = caKey.root("Own").first();
    assertInvalid(importSub(own, root.first()), "self-signed Certificate");
    assertInvalid(importSub(utf8(sub(CA).pem()), NO_CHAIN), "no CertificateChain");
  }

  @Test
  void gAChainThatCannotBeReadIsMalformed() {
    assertMalformed(importSub(utf8(sub(CA).pem()), utf8("garbage")), "CertificateChain: ");
    assertMalformed(importSub(utf8(sub(CA).pem()), utf8(" ")), "CertificateChain: ");
  }

  @Test
  void gAChainThatHoldsTheCertificateItselfIsAMismatch() {
    Certificate sub = sub(CA);
    assertMismatch(importSub(sub, sub, root.first()), "the Certificate itself");
  }

  @Test
  void gAChainThatDidNotSignTheCertificateIsAMismatch() {
    Certificate sameNameOtherKey = TestKey.ec().root("Root").first();
    assertMismatch(importSub(sub(CA), sameNameOtherKey), "is followed by");
    Certificate otherNameSameKey = rootKey.root("Other").first();
    assertMismatch(importSub(sub(CA), otherNameSameKey), "is followed by");
  }

  @Test
  void gAChainEndsWithItsRootAndNothingMore() {
    TestKey middleKey = TestKey.ec();
    Certificate middle = rootKey.forge(cn("Root"), cn("Middle"), middleKey.info(), CA);
    Certificate sub = middleKey.forge(cn("Middle"), cn("Sub"), caKey.info(), CA);
    assertMismatch(importSub(sub, middle), "a self-signed root");
    assertMismatch(
        importSub(sub, middle, root.first(), TestKey.ec().root("More").first()), "is followed by");
  }

  @Test
  void hEveryElementOfTheChainIsACa() {
    TestKey middleKey = TestKey.ec();
    Certificate noCa = rootKey.forge(cn("Root"), cn("Middle"), middleKey.info());
    Certificate sub = middleKey.forge(cn("Middle"), cn("Sub"), caKey.info(), CA);
    assertMismatch(importSub(sub, noCa, root.first()), "only CAs");
    Extension signs = Extension.keyUsage(Set.of(KeyUsage.DIGITAL_SIGNATURE));
    Certificate signsOnly = rootKey.forge(cn("Root"), cn("Middle"), middleKey.info(), CA, signs);
    assertMismatch(importSub(sub, signsOnly, root.first()), "only CAs");
  }

  @Test
  void hPathLengthHoldsAlongTheWholeChain() {
    Certificate tight =
        rootKey.forge(cn("Root"), cn("Root"), rootKey.info(), ca(OptionalInt.of(0)));
    assertMismatch(importSub(sub(CA), tight), "pathLenConstraint 0");

    TestKey middleKey = TestKey.ec();
    Certificate one = rootKey.forge(cn("Root"), cn("Root"), rootKey.info(), ca(OptionalInt.of(1)));
    Certificate middle = rootKey.forge(cn("Root"), cn("Middle"), middleKey.info(), CA);
    Certificate sub = middleKey.forge(cn("Middle"), cn("Sub"), caKey.info(), CA);
    assertThat(importSub(sub(CA), one)).isInstanceOf(Accepted.class);
    assertMismatch(importSub(sub, middle, one), "pathLenConstraint 1");
  }

  @Test
  void iNameConstraintsOfTheChainHoldForItsNames() {
    Certificate constrained =
        rootKey.forge(cn("Root"), cn("Root"), rootKey.info(), CA, constraints(".example.com"));
    Extension inside =
        Extension.alternativeName(false, SubjectAlternativeName.ofDns(List.of("ca.example.com")));
    Extension outside =
        Extension.alternativeName(false, SubjectAlternativeName.ofDns(List.of("ca.other.com")));
    assertThat(importSub(sub(CA, inside), constrained)).isInstanceOf(Accepted.class);
    assertMismatch(importSub(sub(CA, outside), constrained), "name constraints");
  }

  @Test
  void iNameConstraintsOfFormsThatAreNotSupportedAreMalformed() {
    byte[] registeredId =
        DerWriter.sequence(DerWriter.implicit(8, ObjectIdentifierText.content("1.2.3")));
    Extension unsupported =
        Extension.of(
            ExtensionOid.NAME_CONSTRAINTS,
            true,
            DerWriter.sequence(DerWriter.explicit(0, registeredId)));
    assertMalformed(importSub(sub(CA, unsupported), root.first()), "subtree with tag 0x88");
    Certificate above = rootKey.forge(cn("Root"), cn("Root"), rootKey.info(), CA, unsupported);
    assertMalformed(importSub(sub(CA), above), "subtree with tag 0x88");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ExtensionOid.AUTHORITY_INFORMATION_ACCESS,
        ExtensionOid.CRL_DISTRIBUTION_POINTS,
        ExtensionOid.FRESHEST_CRL,
        ExtensionOid.POLICY_CONSTRAINTS,
        "1.2.3.4"
      })
  void jOtherCriticalExtensionsAreMalformedInTheCertificateAndInTheChain(String oid) {
    Extension critical = Extension.of(oid, true, DerWriter.sequence());
    assertMalformed(importSub(sub(CA, critical), root.first()), "critical extension " + oid);
    Certificate above = rootKey.forge(cn("Root"), cn("Root"), rootKey.info(), CA, critical);
    assertMalformed(importSub(sub(CA), above), "critical extension " + oid);
  }

  @Test
  void jExtensionsThatAreNotKnownMayStandThereWithoutBeingCritical() {
    Extension own = Extension.of("1.2.3.4", false, utf8("junk"));
    assertThat(importSub(sub(CA, own), root.first())).isInstanceOf(Accepted.class);
  }

  @ParameterizedTest
  @CsvSource({
    ExtensionOid.CERTIFICATE_POLICIES + ",3006300406022a03",
    ExtensionOid.INHIBIT_ANY_POLICY + ",020100",
    ExtensionOid.ISSUER_ALTERNATIVE_NAME + ",30058203612e62",
    ExtensionOid.POLICY_MAPPINGS + ",300a300806022a0306022a04",
    ExtensionOid.SUBJECT_DIRECTORY_ATTRIBUTES + ",3011300f06082b060105050709023103020107",
    ExtensionOid.SUBJECT_INFORMATION_ACCESS + ",3015301306082b06010505073005860775726e3a613a61"
  })
  void jTheseMayBeCritical(String oid, String value) {
    Extension critical = new Extension(oid, true, Octets.ofHex(value));
    assertThat(importSub(sub(CA, critical), root.first())).isInstanceOf(Accepted.class);
  }

  @Test
  void jTheExtensionsThatAreReadMayBeCriticalToo() {
    Extension names = Extension.alternativeName(true, SubjectAlternativeName.ofDns(List.of("a.b")));
    assertThat(
            importSub(
                sub(
                    CA,
                    names,
                    SIGNS_CERTIFICATES,
                    constraints("c.d"),
                    Extension.extendedKeyUsage(true, List.of(ExtendedKeyUsage.CLIENT_AUTH)),
                    Extension.subjectKeyIdentifier(caKey.info().keyId()).withCritical(true),
                    Extension.authorityKeyIdentifier(rootKey.info().keyId()).withCritical(true)),
                root.first()))
        .isInstanceOf(Accepted.class);
  }

  @Test
  void kKeyIdentifiersNeedNotAgreeNorTheSubjectBeTheConfiguredOne() {
    Extension wrong = Extension.authorityKeyIdentifier(caKey.info().keyId());
    assertThat(importSub(sub(CA, wrong), root.first())).isInstanceOf(Accepted.class);
    Certificate renamed = rootKey.forge(cn("Root"), cn("Rewritten"), caKey.info(), CA);
    assertThat(importSub(renamed, root.first())).isInstanceOf(Accepted.class);
  }

  @Test
  void aChainSignedWithSha1IsAMismatch() {
    TbsCertificate weak =
        new TbsCertificate(
            serial(),
            SignatureAlgorithm.read(DerWriter.sequence(DerWriter.oid("1.2.840.10045.4.1"))),
            cn("Root"),
            TEN_YEARS,
            cn("Sub"),
            caKey.info(),
            new Extensions(List.of(CA)));
    Certificate signed =
        Certificate.assemble(
            weak.der(),
            TbsCertificate.fromDer(weak.der()),
            rootKey.sign("SHA1withECDSA", weak.der()));
    assertThat(signed.isSignedBy(rootKey.info(), VERIFIER)).isTrue();
    assertMismatch(importSub(signed, root.first()), "SHA-256, SHA-384 or SHA-512");
  }
}
