// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

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
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.cert.KeyUsage;
import dev.signet.pki.cert.TbsCertificate;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.pki.path.PathVerdict.Invalid;
import dev.signet.pki.path.PathVerdict.Valid;
import dev.signet.pki.status.Crl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** What holds beyond the JDK's rules, which PkitsTest is about. */
class PathCheckerTest {
  private static final byte[] ECDSA_WITH_SHA1 =
      DerWriter.sequence(new byte[] {6, 7, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 4, 1});
  private static final Extension DNS =
      Extension.alternativeName(
          false, SubjectAlternativeName.ofDns(List.of("*.example.com", "a.example.com")));

  private final TestKey rootKey = TestKey.ec();
  private final TestKey middleKey = TestKey.ec();
  private final TestKey leafKey = TestKey.ec();
  private final Certificate root = root(TEN_YEARS, ca(OptionalInt.empty()));
  private final Certificate middle =
      rootKey.forge(cn("Root"), cn("Middle"), middleKey.info(), ca(OptionalInt.empty()));
  private final Certificate leaf = middleKey.forge(cn("Middle"), cn("Leaf"), leafKey.info(), DNS);

  private static Extension ca(OptionalInt pathLength) {
    return Extension.basicConstraints(true, new BasicConstraints(true, pathLength));
  }

  private Certificate root(ValidityPeriod period, Extension... extensions) {
    return rootKey.forge(
        new TbsCertificate(
            serial(),
            SignatureAlgorithm.of(rootKey.scheme()),
            cn("Root"),
            period,
            cn("Root"),
            rootKey.info(),
            new Extensions(List.of(extensions))));
  }

  private static Crl crl(TestKey key, String issuer, String algorithm, Certificate... revoked) {
    try {
      X509v2CRLBuilder builder =
          new X509v2CRLBuilder(X500Name.getInstance(cn(issuer).der()), Date.from(NOW));
      builder.setNextUpdate(Date.from(NOW.plus(Duration.ofDays(7))));
      for (Certificate each : revoked) {
        // Dated later than now, as by a clock that is ahead.
        builder.addCRLEntry(each.serial().value(), Date.from(NOW.plusSeconds(60)), 1);
      }
      var signer = new JcaContentSignerBuilder(algorithm).build(key.pair().getPrivate());
      return Crl.parse(builder.build(signer).getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Crl> crls(String algorithm, Certificate... revoked) {
    return List.of(
        crl(rootKey, "Root", algorithm, revoked), crl(middleKey, "Middle", algorithm, revoked));
  }

  private PathVerdict check(Certificate anchor, Certificate certificate) {
    return new PathChecker(List.of(anchor), VERIFIER)
        .check(certificate, List.of(middle), crls("SHA256withECDSA"), NOW);
  }

  private static void assertInvalid(PathFault fault, String where, PathVerdict verdict) {
    assertThat(verdict).isInstanceOf(Invalid.class);
    Invalid invalid = (Invalid) verdict;
    assertThat(invalid.fault()).isEqualTo(fault);
    assertThat(invalid.message()).contains("'CN=" + where + "'", ", expected ");
  }

  @Test
  void aPathIsFoundAndHolds() {
    assertThat(check(root, leaf)).isEqualTo(new Valid(new Chain(List.of(leaf, middle, root))));
    assertThat(check(root, root)).isEqualTo(new Valid(Chain.of(root)));
  }

  @Test
  void eachRevokedCertificateIsNamed() {
    PathChecker checker = new PathChecker(List.of(root), VERIFIER);
    assertInvalid(
        PathFault.REVOKED,
        "Leaf",
        checker.check(leaf, List.of(middle), crls("SHA256withECDSA", leaf), NOW));
    assertInvalid(
        PathFault.REVOKED,
        "Middle",
        checker.check(leaf, List.of(middle), crls("SHA256withECDSA", middle), NOW));
    assertInvalid(
        PathFault.REVOKED,
        "Leaf",
        checker.check(leaf, List.of(middle), crls("SHA256withECDSA", leaf), NOW.plusSeconds(3600)));
  }

  @Test
  void withoutAnIssuerOrItsSignatureThereIsNoPath() {
    PathChecker checker = new PathChecker(List.of(root), VERIFIER);
    assertInvalid(PathFault.NO_ISSUER, "Leaf", checker.check(leaf, List.of(), List.of(), NOW));
    Certificate forged = leafKey.forge(cn("Middle"), cn("Forged"), leafKey.info());
    assertInvalid(PathFault.SIGNATURE, "Forged", check(root, forged));
  }

  @Test
  void anAnchorIsHeldToItsValidity() {
    ValidityPeriod past = new ValidityPeriod(NOW.minusSeconds(7200), NOW.minusSeconds(3600));
    Certificate ended = root(past, ca(OptionalInt.empty()));
    assertInvalid(PathFault.TIME, "Root", check(ended, leaf));
    assertInvalid(PathFault.TIME, "Root", check(ended, ended));
  }

  @Test
  void anAnchorIsHeldToWhatItMaySign() {
    assertInvalid(PathFault.NOT_A_CA, "Root", check(root(TEN_YEARS, DNS), leaf));
    Extension crlOnly = Extension.keyUsage(Set.of(KeyUsage.CRL_SIGN));
    assertThat(check(root(TEN_YEARS, ca(OptionalInt.empty()), crlOnly), leaf))
        .isInstanceOf(Invalid.class);
    assertInvalid(
        PathFault.PATH_LENGTH, "Root", check(root(TEN_YEARS, ca(OptionalInt.of(0))), leaf));
    assertThat(check(root(TEN_YEARS, ca(OptionalInt.of(1))), leaf)).isInstanceOf(Valid.class);
  }

  @Test
  void anAnchorIsHeldToItsNameConstraintsAlsoForWildcards() {
    assertInvalid(PathFault.NAMES, "Leaf", check(constrained(1, "b.example.com"), leaf));
    assertInvalid(PathFault.NAMES, "Leaf", check(constrained(0, "a.example.com"), leaf));
    assertThat(check(constrained(0, "example.com"), leaf)).isInstanceOf(Valid.class);
  }

  /** A root whose names below are permitted (0) or excluded (1). */
  private Certificate constrained(int kind, String domain) {
    byte[] name = DerWriter.element(0x82, domain.getBytes(StandardCharsets.US_ASCII));
    byte[] subtrees = DerWriter.explicit(kind, DerWriter.sequence(name));
    return root(
        TEN_YEARS,
        ca(OptionalInt.empty()),
        Extension.of(ExtensionOid.NAME_CONSTRAINTS, true, DerWriter.sequence(subtrees)));
  }

  @Test
  void signaturesWithSha1CountForNothing() {
    TbsCertificate content =
        new TbsCertificate(
            serial(),
            SignatureAlgorithm.read(ECDSA_WITH_SHA1),
            cn("Middle"),
            TEN_YEARS,
            cn("Old"),
            leafKey.info(),
            new Extensions(List.of(DNS)));
    Certificate old =
        Certificate.assemble(
            content.der(), content, middleKey.sign("SHA1withECDSA", content.der()));
    assertInvalid(PathFault.ALGORITHM, "Old", check(root, old));
    assertThat(
            new PathChecker(List.of(root), VERIFIER)
                .check(leaf, List.of(middle), crls("SHA1withECDSA"), NOW))
        .isInstanceOfSatisfying(
            Invalid.class, found -> assertThat(found.fault()).isEqualTo(PathFault.NO_CRL));
  }

  @Test
  void pathsThatEndInVainCostNoMoreThanOthers() {
    ValidityPeriod past = new ValidityPeriod(NOW.minusSeconds(7200), NOW.minusSeconds(3600));
    List<Certificate> ended = new ArrayList<>();
    List<Certificate> between = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      ended.add(root(past, ca(OptionalInt.empty())));
      between.add(rootKey.forge(cn("Root"), cn("Middle"), middleKey.info(), ca(OptionalInt.of(i))));
    }
    long began = System.nanoTime();
    assertInvalid(
        PathFault.TIME,
        "Root",
        new PathChecker(ended, VERIFIER).check(leaf, between, crls("SHA256withECDSA"), NOW));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void certificatesThatSignEachOtherCostNoMoreThanOthers() {
    List<Certificate> circle = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      circle.add(middleKey.forge(cn("Middle"), cn("Middle"), middleKey.info()));
    }
    long began = System.nanoTime();
    PathVerdict verdict =
        new PathChecker(List.of(root), VERIFIER).check(leaf, circle, List.of(), NOW);
    assertThat(verdict).isInstanceOf(Invalid.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }
}
