// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.csr;

import static dev.signet.pki.Refusals.assertRefused;
import static dev.signet.pki.Samples.bytes;
import static dev.signet.pki.Samples.utf8;
import static dev.signet.pki.TestKey.POLICY;
import static dev.signet.pki.TestKey.VERIFIER;
import static dev.signet.pki.TestKey.cn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.TestKey;
import dev.signet.pki.cert.BasicConstraints;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.key.KeyPolicy;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.GeneralName;
import dev.signet.pki.name.SubjectAlternativeName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateRequestTest {
  private static final Extension CA =
      Extension.basicConstraints(true, new BasicConstraints(true, OptionalInt.empty()));

  private final TestKey key = TestKey.ec();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsa.csr",
        "rsa1024.csr",
        "rsa-pss-salt20.csr",
        "p521.csr",
        "dsa1024.csr",
        "ed25519.csr",
        "ed448.csr"
      })
  void requestsOfOpenSslAreReadAndProven(String file) {
    ProvenRequest proven =
        CertificateRequest.parse(bytes(file)).prove(VERIFIER, new KeyPolicy(1024));
    assertThat(proven.subject().text())
        .isEqualTo("C=AU,ST=Some-State,O=Example,CN=teller.example.com");
    SubjectAlternativeName names = proven.extensions().alternativeName().orElseThrow();
    assertThat(names.dnsNames()).containsExactly("teller.example.com");
    assertThat(names.names())
        .filteredOn(GeneralName.Ip.class::isInstance)
        .extracting(ip -> ((GeneralName.Ip) ip).text())
        .containsExactly("10.0.0.1", "2001:db8:0:0:0:0:0:1");
    assertThat(names.uris()).containsExactly("spiffe://example.org/teller");
    assertThat(names.names())
        .filteredOn(GeneralName.Email.class::isInstance)
        .containsExactly(new GeneralName.Email("a@example.com"));
  }

  @Test
  void aRequestSignedWithSha1ProvesNothing() {
    CertificateRequest weak = CertificateRequest.parse(bytes("rsa-sha1.csr"));
    assertRefused(Reason.BAD_CSR_SIGNATURE, () -> weak.prove(VERIFIER, POLICY))
        .contains("SHA1WITHRSA, expected SHA-256, SHA-384 or SHA-512");
  }

  @Test
  void aKeyThatThePolicyRefusesProvesNothing() {
    CertificateRequest small = CertificateRequest.parse(bytes("rsa1024.csr"));
    assertRefused(Reason.UNSUPPORTED_KEY, () -> small.prove(VERIFIER, new KeyPolicy(2048)));
  }

  @Test
  void anotherKeysSignatureProvesNothing() {
    UnsignedRequest unsigned =
        new UnsignedRequest(cn("a"), key.info(), Extensions.none(), key.scheme());
    CertificateRequest forged =
        unsigned.complete(TestKey.ec().sign(unsigned.scheme(), unsigned.toBeSigned()));
    assertRefused(Reason.BAD_CSR_SIGNATURE, () -> forged.prove(VERIFIER, POLICY));
  }

  @Test
  void aChangedBitAnywhereIsNoticed() {
    byte[] der = key.csr(cn("teller")).der();
    for (int i = 0; i < der.length; i++) {
      byte[] bad = der.clone();
      bad[i] ^= 1;
      assertThat(isProven(bad)).as("octet %d", i).isFalse();
    }
  }

  private static boolean isProven(byte[] der) {
    try {
      CertificateRequest.parse(der).prove(VERIFIER, POLICY);
      return true;
    } catch (PkiException refused) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(KeySpec.class)
  void aRequestOfOurOwnIsProvenAndKeepsItsParts(KeySpec spec) {
    TestKey own = TestKey.of(spec);
    CertificateRequest made = own.csr(cn("CA"), CA);
    made.prove(VERIFIER, POLICY);
    CertificateRequest read = CertificateRequest.parse(utf8(made.pem()));
    assertThat(read.der()).isEqualTo(made.der());
    assertThat(read.subject()).isEqualTo(cn("CA"));
    assertThat(read.publicKey()).isEqualTo(own.info());
    assertThat(read.extensions().all()).containsExactly(CA);
  }

  @Test
  void aRequestWithoutExtensionsHasNoAttribute() {
    UnsignedRequest unsigned =
        new UnsignedRequest(cn("a"), key.info(), Extensions.none(), key.scheme());
    assertThat(Der.parse(unsigned.toBeSigned()).children().getLast().encoded())
        .containsExactly(0xA0, 0);
    assertThat(key.csr(cn("a")).extensions().all()).isEmpty();
  }

  @Test
  void theAttributeOfMicrosoftIsReadToo() {
    byte[] attribute = attribute("1.3.6.1.4.1.311.2.1.14", new Extensions(List.of(CA)).der());
    assertThat(request(attribute).extensions().all()).containsExactly(CA);
  }

  @Test
  void ofBothAttributesTheOneOfPkcs9Counts() {
    Extension san = Extension.alternativeName(false, SubjectAlternativeName.ofDns(List.of("a.b")));
    byte[] standard = attribute("1.2.840.113549.1.9.14", new Extensions(List.of(san)).der());
    byte[] microsoft = attribute("1.3.6.1.4.1.311.2.1.14", new Extensions(List.of(CA, san)).der());
    for (byte[][] both :
        List.of(new byte[][] {standard, microsoft}, new byte[][] {microsoft, standard})) {
      assertThat(request(both).extensions().all()).containsExactly(san);
    }
    assertRefused(Reason.MALFORMED_CSR, () -> request(standard, standard)).contains("twice");
  }

  @Test
  void aSubjectThatOthersCannotReadIsNamed() {
    for (String value : List.of("a\0.evil", "a\nb")) {
      byte[] octets = value.getBytes(StandardCharsets.UTF_8);
      byte[] cn = DerWriter.sequence(DerWriter.oid("2.5.4.3"), DerWriter.element(0x0C, octets));
      byte[] subject = DerWriter.sequence(DerWriter.element(Der.SET, cn));
      UnsignedRequest unsigned =
          new UnsignedRequest(
              DistinguishedName.fromDer(subject), key.info(), Extensions.none(), key.scheme());
      CertificateRequest request =
          unsigned.complete(key.sign(unsigned.scheme(), unsigned.toBeSigned()));
      assertRefused(Reason.MALFORMED_CSR, () -> request.prove(VERIFIER, POLICY))
          .contains("subject: CN: the control character");
    }
  }

  @Test
  void anAlternativeNameThatOthersCannotReadIsNamed() {
    Extension san = Extension.alternativeName(false, SubjectAlternativeName.ofDns(List.of("a b")));
    CertificateRequest request = key.csr(cn("a"), san);
    assertRefused(Reason.MALFORMED_CSR, () -> request.prove(VERIFIER, POLICY))
        .contains("subjectAltName: dNSName 'a b'");
  }

  @Test
  void ecdsaWithNullParametersIsRead() {
    byte[] info =
        DerWriter.sequence(
            new byte[] {Der.INTEGER, 1, 0},
            cn("a").der(),
            key.info().der(),
            DerWriter.explicit(0, new byte[0]));
    byte[] algorithm =
        DerWriter.sequence(DerWriter.oid("1.2.840.10045.4.3.2"), new byte[] {Der.NULL, 0});
    byte[] signature = DerWriter.bitString(key.sign(key.scheme(), info));
    assertThat(isProven(DerWriter.sequence(info, algorithm, signature))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.840.113549.1.1.4, MD5WITHRSA",
    "1.2.840.113549.1.1.14, SHA224WITHRSA",
    "2.16.840.1.101.3.4.3.14, SHA3-256WITHRSA",
    "1.2.3.4, 1.2.3.4"
  })
  void anAlgorithmThatIsNotSupportedIsNamedAsSuch(String oid, String name) {
    CertificateRequest good = key.csr(cn("a"));
    byte[] info = Der.parse(good.der()).children().getFirst().encoded();
    CertificateRequest request =
        CertificateRequest.parse(
            DerWriter.sequence(
                info,
                DerWriter.sequence(DerWriter.oid(oid), new byte[] {Der.NULL, 0}),
                DerWriter.bitString(new byte[64])));
    assertRefused(Reason.BAD_CSR_SIGNATURE, () -> request.prove(VERIFIER, POLICY))
        .contains("signed with " + name + ", which is not supported");
  }

  @Test
  void attributesThatMeanNothingHereAreSkipped() {
    byte[] password =
        attribute("1.2.840.113549.1.9.7", DerWriter.element(0x0C, DerWriter.ascii("secret")));
    assertThat(request(password).extensions().all()).isEmpty();
  }

  @Test
  void anAlternativeNameThatCannotBeReadIsRefused() {
    for (byte[] bad :
        List.of(
            DerWriter.sequence(),
            DerWriter.sequence(DerWriter.implicit(2, new byte[0])),
            DerWriter.sequence(DerWriter.implicit(2, new byte[] {(byte) 0xE4})),
            DerWriter.sequence(DerWriter.implicit(7, new byte[5])),
            new byte[] {Der.NULL, 0})) {
      Extension san = Extension.of(ExtensionOid.SUBJECT_ALTERNATIVE_NAME, false, bad);
      assertRefused(
          Reason.MALFORMED_CSR,
          () -> request(attribute("1.2.840.113549.1.9.14", new Extensions(List.of(san)).der())));
    }
  }

  @Test
  void otherVersionsThan0AreRefused() {
    byte[] info =
        DerWriter.sequence(
            new byte[] {Der.INTEGER, 1, 1},
            cn("a").der(),
            key.info().der(),
            DerWriter.explicit(0, new byte[0]));
    assertRefused(Reason.MALFORMED_CSR, () -> CertificateRequest.parse(signed(info)))
        .contains("version 1, expected 0");
  }

  @Test
  void aCertificateIsNoRequest() {
    assertRefused(
        Reason.MALFORMED_CSR, () -> CertificateRequest.parse(bytes("outside-root-dump.pem")));
    byte[] der = key.root("Root").first().der();
    assertRefused(Reason.MALFORMED_CSR, () -> CertificateRequest.parse(der));
  }

  @Test
  void aKeyThatIsNoPointOfItsCurveProvesNothing() {
    byte[] spki = key.info().der();
    spki[spki.length - 1] ^= 1;
    UnsignedRequest unsigned =
        new UnsignedRequest(
            DistinguishedName.empty(),
            PublicKeyInfo.fromDer(spki),
            Extensions.none(),
            key.scheme());
    CertificateRequest bad = unsigned.complete(key.sign(unsigned.scheme(), unsigned.toBeSigned()));
    assertRefused(Reason.BAD_CSR_SIGNATURE, () -> bad.prove(VERIFIER, POLICY));
  }

  private static byte[] attribute(String oid, byte[] value) {
    return DerWriter.sequence(DerWriter.oid(oid), DerWriter.element(Der.SET, value));
  }

  private CertificateRequest request(byte[]... attributes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(attributes).forEach(all::writeBytes);
    return CertificateRequest.parse(
        signed(
            DerWriter.sequence(
                new byte[] {Der.INTEGER, 1, 0},
                cn("a").der(),
                key.info().der(),
                DerWriter.explicit(0, all.toByteArray()))));
  }

  private byte[] signed(byte[] info) {
    return DerWriter.sequence(
        info,
        key.scheme().algorithmIdentifier(),
        DerWriter.bitString(key.sign(key.scheme(), info)));
  }
}
