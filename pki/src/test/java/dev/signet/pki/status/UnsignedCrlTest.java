// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import static dev.signet.pki.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.TestKey;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.name.DistinguishedName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** CRLs against an independent builder and the JDK's reader. */
final class UnsignedCrlTest {
  private static final DistinguishedName CA = TestKey.cn("ca");
  private static final Instant NOW = TestKey.NOW;

  /** Of a piece, in octets, where each of the entries is one. */
  private static final int MOST = 1024;

  static Stream<List<RevokedEntry>> lists() {
    Random random = new Random(7);
    return Stream.of(0, 1, 2, 127, 1000).map(size -> entries(random, size));
  }

  private static List<RevokedEntry> entries(Random random, int size) {
    RevocationReason[] reasons = RevocationReason.values();
    List<RevokedEntry> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Instant at = NOW.minus(Duration.ofHours(random.nextInt(300_000)));
      all.add(new RevokedEntry(TestKey.serial(), at, reasons[random.nextInt(reasons.length)]));
    }
    all.sort(Comparator.comparing(entry -> entry.serial().hex()));
    return all;
  }

  private static CrlHead head(TestKey key, Optional<String> point) {
    return new CrlHead(
        CA,
        key.info().keyId(),
        key.scheme(),
        1_519_676_905_984L,
        NOW,
        NOW.plus(Duration.ofDays(7)),
        point);
  }

  private static UnsignedCrl.Entries of(List<RevokedEntry> all) {
    long octets = all.stream().mapToLong(entry -> entry.der().length).sum();
    return new UnsignedCrl.Entries(octets, each -> all.forEach(e -> each.accept(e.der())));
  }

  /** The whole CRL, put together as whoever keeps it does. */
  private static byte[] signed(TestKey key, CrlHead head, UnsignedCrl.Entries entries) {
    ByteArrayOutputStream toBeSigned = new ByteArrayOutputStream();
    UnsignedCrl crl = new UnsignedCrl(head, entries, key.info(), TestKey.VERIFIER);
    crl.writeTo(piece -> {
      assertThat(piece.length).as("never held whole").isLessThan(MOST);
      toBeSigned.writeBytes(piece);
    });
    CrlFrame frame =
        crl.complete(key.sign(key.scheme(), toBeSigned.toByteArray()), TestKey.VERIFIER);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(frame.before().bytes());
    entries.source().accept(whole::writeBytes);
    whole.writeBytes(frame.after().bytes());
    return whole.toByteArray();
  }

  private static X509CRL read(byte[] der) throws GeneralSecurityException {
    return (X509CRL)
        CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void theSignedPartIsThatOfAnotherBuilder(List<RevokedEntry> entries)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    TestKey key = TestKey.ec();
    for (Optional<String> point :
        List.of(Optional.<String>empty(), Optional.of("http://a.example/crl/x.crl"))) {
      byte[] ours = read(signed(key, head(key, point), of(entries))).getTBSCertList();
      assertThat(ours).isEqualTo(other(key, entries, point));
    }
  }

  private static byte[] other(TestKey key, List<RevokedEntry> entries, Optional<String> point)
      throws IOException, OperatorCreationException {
    X509v2CRLBuilder builder = new X509v2CRLBuilder(X500Name.getInstance(CA.der()), Date.from(NOW));
    builder.setNextUpdate(Date.from(NOW.plus(Duration.ofDays(7))));
    for (RevokedEntry entry : entries) {
      builder.addCRLEntry(entry.serial().value(), Date.from(entry.at()), entry.reason().code());
    }
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(key.info().keyId().bytes()));
    builder.addExtension(
        Extension.cRLNumber,
        false,
        new CRLNumber(java.math.BigInteger.valueOf(1_519_676_905_984L)));
    if (point.isPresent()) {
      GeneralName uri = new GeneralName(GeneralName.uniformResourceIdentifier, point.get());
      builder.addExtension(
          Extension.issuingDistributionPoint,
          true,
          new IssuingDistributionPoint(
              new DistributionPointName(new GeneralNames(uri)), false, false, null, false, false));
    }
    return builder
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.pair().getPrivate()))
        .toASN1Structure()
        .getTBSCertList()
        .getEncoded("DER");
  }

  @ParameterizedTest
  @EnumSource(KeySpec.class)
  void everyKindOfCaSignsOneThatItsKeyVerifies(KeySpec spec) throws GeneralSecurityException {
    TestKey key = TestKey.of(spec);
    List<RevokedEntry> entries = entries(new Random(1), 3);
    X509CRL crl = read(signed(key, head(key, Optional.empty()), of(entries)));
    crl.verify(key.pair().getPublic());
    assertThat(crl.getRevokedCertificates()).hasSize(3);
  }

  @Test
  void aLongOneComesInPiecesAndIsWhole() throws GeneralSecurityException {
    TestKey key = TestKey.ec();
    List<RevokedEntry> entries = entries(new Random(2), 20_000);
    X509CRL crl = read(signed(key, head(key, Optional.empty()), of(entries)));
    crl.verify(key.pair().getPublic());
    assertThat(crl.getRevokedCertificates()).hasSize(20_000);
  }

  @Test
  void aSignatureOfAnotherKeyIsRefused() {
    TestKey key = TestKey.ec();
    UnsignedCrl crl =
        new UnsignedCrl(head(key, Optional.empty()), of(List.of()), key.info(), TestKey.VERIFIER);
    ByteArrayOutputStream toBeSigned = new ByteArrayOutputStream();
    crl.writeTo(toBeSigned::writeBytes);
    byte[] forged = TestKey.ec().sign(key.scheme(), toBeSigned.toByteArray());
    assertRefused(Reason.BAD_SIGNATURE, () -> crl.complete(forged, TestKey.VERIFIER));
  }

  @Test
  void entriesOfAnotherLengthThanWasSaidAreAFault() {
    TestKey key = TestKey.ec();
    UnsignedCrl crl =
        new UnsignedCrl(
            head(key, Optional.empty()),
            new UnsignedCrl.Entries(10, _ -> {}),
            key.info(),
            TestKey.VERIFIER);
    assertThatThrownBy(() -> crl.writeTo(_ -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected 10");
  }
}
