// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import static dev.signet.pki.Refusals.assertRefused;
import static dev.signet.pki.Samples.bytes;
import static dev.signet.pki.Samples.utf8;
import static dev.signet.pki.TestKey.VERIFIER;
import static dev.signet.pki.TestKey.cn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.TestKey;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.AttributeType;
import dev.signet.pki.name.SubjectAlternativeName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificateTest {
  private static final Certificate OUTSIDE = Certificate.parse(bytes("outside-root-dump.pem"));

  private final TestKey key = TestKey.ec();
  private final Chain root = key.root("Root");

  @Test
  void aCertificateOfOpenSslIsReadAsOpenSslShowsIt() {
    assertThat(OUTSIDE.subject().text()).isEqualTo("C=AU,O=Example\\, Inc.,CN=Outside Root");
    assertThat(OUTSIDE.subject().first(AttributeType.ORGANIZATION)).contains("Example, Inc.");
    assertThat(OUTSIDE.serial().hex()).isEqualTo("737259a19b49e637f30f3b0a42ae778654a24561");
    assertThat(OUTSIDE.sha256().hex())
        .isEqualTo("777fd2c65fb659272a63069e235c84c69fc647d04141773e888a73daa2e2d8fd");
    assertThat(OUTSIDE.publicKey().algorithmName()).isEqualTo("EC_prime256v1");
    assertThat(OUTSIDE.signatureAlgorithm().name()).isEqualTo("SHA256WITHECDSA");
    assertThat(OUTSIDE.keyId().hex()).isEqualTo("2b979a2a23d76cd93df59804bfa23c1f06b2511a");
    assertThat(OUTSIDE.publicKey().keyId()).isEqualTo(OUTSIDE.keyId());
    assertThat(OUTSIDE.isCa()).isTrue();
    assertThat(OUTSIDE.keyUsage()).contains(Set.of(KeyUsage.KEY_CERT_SIGN));
    assertThat(OUTSIDE.extendedKeyUsage()).isEmpty();
    assertThat(OUTSIDE.isSelfSigned(VERIFIER)).isTrue();
    assertThat(OUTSIDE.period().notAfter()).isAfter("2100-01-01T00:00:00Z");
  }

  @Test
  void theEncodingIsKeptByteForByte() {
    assertThat(Certificate.fromDer(OUTSIDE.der())).isEqualTo(OUTSIDE);
    assertThat(OUTSIDE.toX509().getSerialNumber()).isEqualTo(OUTSIDE.serial().value());
    assertThat(Certificate.parse(utf8(OUTSIDE.pem()))).isEqualTo(OUTSIDE);
  }

  @Test
  void theNamesAndUsagesOfALeafAreRead() {
    SubjectAlternativeName names =
        SubjectAlternativeName.ofDns(List.of("a.example.com", "*.b.example.com"));
    Certificate leaf =
        key.issue(
                root,
                "EndEntityCertificate",
                TestKey.ec().request(cn("a"), Extension.alternativeName(false, names)))
            .first();
    assertThat(leaf.alternativeName()).contains(names);
    assertThat(leaf.keyUsage())
        .contains(Set.of(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.KEY_ENCIPHERMENT));
    assertThat(leaf.extendedKeyUsage())
        .containsExactly(ExtendedKeyUsage.SERVER_AUTH.oid(), ExtendedKeyUsage.CLIENT_AUTH.oid());
    assertThat(leaf.isSelfSigned(VERIFIER)).isFalse();
  }

  @Test
  void aFlippedBitAnywhereIsNoticed() {
    byte[] der = root.first().der();
    for (int i = 0; i < der.length; i++) {
      byte[] bad = der.clone();
      bad[i] ^= 1;
      assertThat(isReadAndSelfSigned(bad)).as("octet %d", i).isFalse();
    }
  }

  private static boolean isReadAndSelfSigned(byte[] der) {
    try {
      return Certificate.fromDer(der).isSelfSigned(VERIFIER);
    } catch (PkiException malformed) {
      return false;
    }
  }

  private void assertMalformed(String expected, TbsChange change) {
    List<byte[]> parts = parts();
    change.apply(parts);
    byte[] signedPart = DerWriter.sequence(parts);
    assertRefused(Reason.MALFORMED_CERTIFICATE, () -> TbsCertificate.fromDer(signedPart))
        .contains(expected);
  }

  private interface TbsChange {
    void apply(List<byte[]> parts);
  }

  @Test
  void otherVersionsThan3AreRefused() {
    assertMalformed(
        "expected version 3",
        parts -> parts.set(0, DerWriter.explicit(0, new byte[] {Der.INTEGER, 1, 1})));
    assertMalformed("TBSCertificate", parts -> parts.subList(0, 2).clear());
  }

  @Test
  void timesMustBeCompleteAndInUtc() {
    byte[] good = DerWriter.element(0x17, DerWriter.ascii("260101000000Z"));
    for (String bad :
        List.of("2601010000Z", "260101000000+0100", "261301000000Z", "26010100000aZ")) {
      byte[] time = DerWriter.element(0x17, DerWriter.ascii(bad));
      assertMalformed("certificate", parts -> parts.set(4, DerWriter.sequence(good, time)));
    }
    byte[] fraction = DerWriter.element(0x18, DerWriter.ascii("20500101000000.5Z"));
    assertMalformed("20500101000000.5Z", parts -> parts.set(4, DerWriter.sequence(good, fraction)));
    assertMalformed(
        "expected YYMMDD",
        parts -> parts.set(4, DerWriter.sequence(good, DerWriter.octetString(new byte[13]))));
  }

  private List<byte[]> parts() {
    return new ArrayList<>(
        Der.parse(root.first().der()).children().getFirst().children().stream()
            .map(Der::encoded)
            .toList());
  }

  @Test
  void anExtensionThatStandsTwiceIsRefused() {
    byte[] extension = Extension.subjectKeyIdentifier(key.info().keyId()).der();
    assertMalformed(
        "twice",
        parts -> parts.set(7, DerWriter.explicit(3, DerWriter.sequence(extension, extension))));
  }

  @Test
  void anExtensionWhoseValueCannotBeReadIsRefused() {
    for (String oid :
        List.of(
            ExtensionOid.BASIC_CONSTRAINTS,
            ExtensionOid.KEY_USAGE,
            ExtensionOid.EXTENDED_KEY_USAGE,
            ExtensionOid.SUBJECT_ALTERNATIVE_NAME,
            ExtensionOid.SUBJECT_KEY_IDENTIFIER,
            ExtensionOid.AUTHORITY_KEY_IDENTIFIER)) {
      byte[] bad = Extension.of(oid, false, new byte[] {Der.NULL, 0}).der();
      assertMalformed(
          "certificate", parts -> parts.set(7, DerWriter.explicit(3, DerWriter.sequence(bad))));
    }
  }

  @Test
  void theAlgorithmInsideMustBeTheOneOutside() {
    List<Der> parts = Der.parse(root.first().der()).children();
    byte[] other = SignatureScheme.SHA512WITHECDSA.algorithmIdentifier();
    byte[] der = DerWriter.sequence(parts.get(0).encoded(), other, parts.get(2).encoded());
    assertRefused(Reason.MALFORMED_CERTIFICATE, () -> Certificate.fromDer(der))
        .contains("signatureAlgorithm");
  }

  @Test
  void pathLengthsAreRead() {
    Certificate sub =
        key.issue(root, "SubordinateCACertificate_PathLen3", TestKey.ec().request(cn("Sub")))
            .first();
    assertThat(sub.extensions().basicConstraints())
        .isEqualTo(new BasicConstraints(true, OptionalInt.of(3)));
    assertThat(root.first().extensions().basicConstraints())
        .isEqualTo(new BasicConstraints(true, OptionalInt.empty()));
  }

  @Test
  void basicConstraintsMustFitTogether() {
    for (byte[] bad :
        List.of(
            DerWriter.sequence(new byte[] {Der.INTEGER, 1, 0}),
            DerWriter.sequence(DerWriter.yes(), new byte[] {Der.INTEGER, 1, -1}),
            DerWriter.sequence(new byte[] {Der.INTEGER, 1, 0}, DerWriter.yes()))) {
      byte[] extension = Extension.of(ExtensionOid.BASIC_CONSTRAINTS, true, bad).der();
      assertMalformed(
          "certificate",
          parts -> parts.set(7, DerWriter.explicit(3, DerWriter.sequence(extension))));
    }
  }

  @Test
  void aChainIsPrintedWithoutLastLineFeedAndReadBack() {
    Chain chain = key.issue(root, "EndEntityCertificate", TestKey.ec().request(cn("leaf")));
    assertThat(chain.pem()).isEqualTo(chain.first().pem() + "\n" + root.first().pem());
    assertThat(Chain.parse(utf8(chain.pem()))).isEqualTo(chain);
    assertThat(chain.issuers()).isEqualTo(root.certificates());
    assertThat(root.issuers()).isEmpty();
  }

  @Test
  void theUsagesOfEveryBitAreWrittenAndRead() {
    for (KeyUsage usage : KeyUsage.values()) {
      Extension extension = Extension.keyUsage(Set.of(usage));
      Der.parse(extension.value().bytes());
      assertThat(new Extensions(List.of(extension)).keyUsage()).contains(Set.of(usage));
    }
    assertThat(Extension.keyUsage(Set.of(KeyUsage.KEY_CERT_SIGN, KeyUsage.CRL_SIGN)).value().hex())
        .isEqualTo("03020106");
    assertThat(Extension.keyUsage(Set.of(KeyUsage.DECIPHER_ONLY)).value().hex())
        .isEqualTo("0303070080");
  }
}
