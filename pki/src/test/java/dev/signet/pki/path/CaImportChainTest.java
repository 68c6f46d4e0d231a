// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import static dev.signet.pki.Refusals.assertRefused;
import static dev.signet.pki.Samples.utf8;
import static dev.signet.pki.TestKey.NOW;
import static dev.signet.pki.TestKey.TEN_YEARS;
import static dev.signet.pki.TestKey.VERIFIER;
import static dev.signet.pki.TestKey.cn;
import static dev.signet.pki.TestKey.serial;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.TestKey;
import dev.signet.pki.cert.BasicConstraints;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.cert.TbsCertificate;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.path.ImportVerdict.Accepted;
import dev.signet.pki.path.ImportVerdict.InvalidRequest;
import dev.signet.pki.path.ImportVerdict.Malformed;
import dev.signet.pki.path.ImportVerdict.Mismatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What must hold for the whole chain of an imported CA: a CA that could not work is refused. */
class CaImportChainTest {
  private static final Extension CA =
      Extension.basicConstraints(true, new BasicConstraints(true, OptionalInt.empty()));
  private static final ValidityPeriod PAST =
      new ValidityPeriod(NOW.minusSeconds(7200), NOW.minusSeconds(3600));
  private static final ValidityPeriod FUTURE =
      new ValidityPeriod(NOW.plusSeconds(3600), NOW.plusSeconds(7200));

  private final TestKey caKey = TestKey.ec();
  private final TestKey middleKey = TestKey.ec();
  private final TestKey rootKey = TestKey.ec();
  private final Certificate root = rootKey.root("Root").first();
  private final Certificate sub = middleKey.forge(cn("Middle"), cn("Sub"), caKey.info(), CA);

  private ImportVerdict importSub(Certificate certificate, Certificate... chain) {
    return new CaImport(caKey.info(), CaType.SUBORDINATE, VERIFIER)
        .check(utf8(certificate.pem()), utf8(new Chain(List.of(chain)).pem()), NOW);
  }

  private static Certificate made(
      TestKey signer, String issuer, String subject, PublicKeyInfo key, ValidityPeriod period) {
    return signer.forge(
        new TbsCertificate(
            serial(),
            SignatureAlgorithm.of(signer.scheme()),
            cn(issuer),
            period,
            cn(subject),
            key,
            new Extensions(List.of(CA))));
  }

  private static void assertMalformed(ImportVerdict verdict, String message) {
    assertThat(verdict).isInstanceOf(Malformed.class).asString().contains(message, "expected");
  }

  private static void assertMismatch(ImportVerdict verdict, String message) {
    assertThat(verdict).isInstanceOf(Mismatch.class).asString().contains(message, "expected");
  }

  @Test
  void everyCertificateHoldsNow() {
    for (ValidityPeriod period : List.of(PAST, FUTURE)) {
      Certificate middle = made(rootKey, "Root", "Middle", middleKey.info(), period);
      assertMalformed(importSub(sub, middle, root), "a validity that contains");
      Certificate otherRoot = made(rootKey, "Root", "Root", rootKey.info(), period);
      Certificate good = made(rootKey, "Root", "Middle", middleKey.info(), TEN_YEARS);
      assertMalformed(importSub(sub, good, otherRoot), "a validity that contains");
      assertThat(importSub(sub, good, root)).isInstanceOf(Accepted.class);
    }
  }

  /** Made by hand one after the other, both for ten years, it does so by seconds. */
  @Test
  void aCaMayOutliveItsIssuerButWhatItIssuesMayNot() {
    ValidityPeriod soon = new ValidityPeriod(TEN_YEARS.notBefore(), NOW.plusSeconds(86_400));
    Certificate middle = made(rootKey, "Root", "Middle", middleKey.info(), soon);
    assertThat(importSub(sub, middle, root)).isInstanceOf(Accepted.class);
    Chain chain = new Chain(List.of(sub, middle, root));
    assertThat(chain.notAfter()).isEqualTo(soon.notAfter());
    assertRefused(
        Reason.VALIDITY_EXCEEDS_ISSUER,
        () -> caKey.issue(chain, "EndEntityCertificate", TestKey.ec().request(cn("leaf"))));
  }

  @Test
  void everyCertificateHasAName() {
    DistinguishedName nobody = DistinguishedName.empty();
    Certificate unnamed = rootKey.forge(cn("Root"), nobody, caKey.info(), CA);
    assertMalformed(importSub(unnamed, root), "empty subject");
    Certificate middle = rootKey.forge(cn("Root"), nobody, middleKey.info(), CA);
    Certificate below = middleKey.forge(nobody, cn("Sub"), caKey.info(), CA);
    assertMalformed(importSub(below, middle, root), "empty subject");
    Certificate own = caKey.forge(nobody, nobody, caKey.info(), CA);
    assertMalformed(
        new CaImport(caKey.info(), CaType.ROOT, VERIFIER).check(utf8(own.pem()), new byte[0], NOW),
        "empty subject");
  }

  @Test
  void aSubjectThatOthersCannotReadIsMalformedBecauseItWouldBeCopied() {
    Certificate nul =
        rootKey.forge(cn("Root"), DistinguishedName.fromDer(cnOf(0x0C, "a\0b")), caKey.info(), CA);
    assertMalformed(importSub(nul, root), "the control character U+0000");
    Certificate octets =
        rootKey.forge(cn("Root"), DistinguishedName.fromDer(cnOf(0x04, "ab")), caKey.info(), CA);
    assertMalformed(importSub(octets, root), "CN as tag 0x4");
  }

  @Test
  void aKeyIdentifierThatWouldBeCopiedIsNeitherEmptyNorLong() {
    for (int length : List.of(0, 65, 2000)) {
      Extension keyId = Extension.subjectKeyIdentifier(Octets.of(new byte[length]));
      Certificate odd = rootKey.forge(cn("Root"), cn("Sub"), caKey.info(), CA, keyId);
      assertMalformed(importSub(odd, root), "subjectKeyIdentifier of " + length + " octets");
    }
    Extension hash = Extension.subjectKeyIdentifier(Octets.of(new byte[64]));
    Certificate usual = rootKey.forge(cn("Root"), cn("Sub"), caKey.info(), CA, hash);
    assertThat(importSub(usual, root)).isInstanceOf(Accepted.class);
  }

  @Test
  void aHierarchyHasFiveLevelsAtMost() {
    assertThat(importAtLevel(5)).isInstanceOf(Accepted.class);
    assertMismatch(importAtLevel(6), "at level 6 of its hierarchy, expected at most 5");
    assertMismatch(importAtLevel(9), "at level 9");
  }

  private ImportVerdict importAtLevel(int levels) {
    TestKey above = rootKey;
    List<Certificate> chain = new ArrayList<>(List.of(root));
    for (int level = 2; level <= levels; level++) {
      TestKey next = level == levels ? caKey : TestKey.ec();
      DistinguishedName issuer = chain.getFirst().subject();
      chain.addFirst(above.forge(issuer, cn("Level " + level), next.info(), CA));
      above = next;
    }
    Certificate last = chain.removeFirst();
    return importSub(last, chain.toArray(new Certificate[0]));
  }

  @Test
  void aCertificateStandsInTheChainOnce() {
    Certificate middle = rootKey.forge(cn("Root"), cn("Middle"), middleKey.info(), CA);
    assertMismatch(importSub(sub, middle, root, root), "twice");
    assertMismatch(importSub(sub, middle, middle, root), "twice");
  }

  @Test
  void namesInAChainAreComparedAsPathsAre() {
    DistinguishedName printable = DistinguishedName.fromDer(cnOf(0x13, " rOOT "));
    Certificate other = rootKey.forge(printable, cn("Sub"), caKey.info(), CA);
    assertThat(importSub(other, root)).isInstanceOf(Accepted.class);
    // A root whose two names differ only so is one.
    Certificate own = caKey.forge(printable, cn("Root"), caKey.info(), CA);
    assertThat(
            new CaImport(caKey.info(), CaType.ROOT, VERIFIER)
                .check(utf8(own.pem()), new byte[0], NOW))
        .isInstanceOf(Accepted.class);
    Certificate wrong = rootKey.forge(cn("Roo t"), cn("Sub"), caKey.info(), CA);
    assertMismatch(importSub(wrong, root), "is followed by");
  }

  @Test
  void algorithmsAndKeysThatAreNotSupportedAreNamedAsSuch() {
    byte[] sha3 = DerWriter.sequence(DerWriter.oid("2.16.840.1.101.3.4.3.10"));
    Certificate unknown = signedWith(sha3, "SHA256withECDSA");
    assertMalformed(importSub(unknown, root), "SHA3-256WITHECDSA, which is not supported");

    byte[] point = Der.parse(TestKey.ec().info().der()).children().getLast().encoded();
    byte[] brainpool =
        DerWriter.sequence(
            DerWriter.oid("1.2.840.10045.2.1"), DerWriter.oid("1.3.36.3.3.2.8.1.1.7"));
    PublicKeyInfo foreign = PublicKeyInfo.fromDer(DerWriter.sequence(brainpool, point));
    Certificate middle = rootKey.forge(cn("Root"), cn("Middle"), foreign, CA);
    assertMalformed(importSub(sub, middle, root), "which is not supported");
  }

  @Test
  void ecdsaWithNullParametersIsReadInAChain() {
    byte[] withNull =
        DerWriter.sequence(DerWriter.oid("1.2.840.10045.4.3.2"), new byte[] {Der.NULL, 0});
    Certificate signed = signedWith(withNull, "SHA256withECDSA");
    assertThat(importSub(signed, root)).isInstanceOf(Accepted.class);
  }

  private Certificate signedWith(byte[] algorithm, String jcaName) {
    TbsCertificate content =
        new TbsCertificate(
            serial(),
            SignatureAlgorithm.read(algorithm),
            cn("Root"),
            TEN_YEARS,
            cn("Sub"),
            caKey.info(),
            new Extensions(List.of(CA)));
    return Certificate.assemble(
        content.der(), TbsCertificate.fromDer(content.der()), rootKey.sign(jcaName, content.der()));
  }

  /** Key identifiers tell the two apart, for OpenSSL and the JDK too. */
  @Test
  void aSubordinateMayHaveTheNameOfItsIssuer() {
    Certificate same = rootKey.forge(cn("Root"), cn("Root"), caKey.info(), CA);
    assertThat(importSub(same, root)).isInstanceOf(Accepted.class);
    Certificate own = caKey.root("Root").first();
    assertThat(importSub(own, root)).isInstanceOf(InvalidRequest.class);
  }

  private static byte[] cnOf(int tag, String value) {
    byte[] octets = value.getBytes(StandardCharsets.UTF_8);
    byte[] cn = DerWriter.sequence(DerWriter.oid("2.5.4.3"), DerWriter.element(tag, octets));
    return DerWriter.sequence(DerWriter.element(Der.SET, cn));
  }
}
