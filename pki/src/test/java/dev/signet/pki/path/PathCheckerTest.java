// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.path;

import static dev.signet.pki.TestKey.NOW;
import static dev.signet.pki.TestKey.ONE_YEAR;
import static dev.signet.pki.TestKey.VERIFIER;
import static dev.signet.pki.TestKey.cn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.TestKey;
import dev.signet.pki.cert.BasicConstraints;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.ExtendedKeyUsage;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.KeyUsage;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.name.SubjectAlternativeName;
import dev.signet.pki.path.Verdict.Refused;
import dev.signet.pki.path.Verdict.Trusted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathCheckerTest {
  private static final Extension CA = ca(OptionalInt.empty());

  private final TestKey rootKey = TestKey.ec();
  private final Chain root = rootKey.root("Root");
  private final TestKey subKey = TestKey.ec();
  private final Chain sub =
      rootKey.issue(root, "SubordinateCACertificate_PathLen0", subKey.request(cn("Sub")));
  private final TestKey leafKey = TestKey.ec();
  private final Chain leaf =
      subKey.issue(sub, "EndEntityServerAuthCertificate", leafKey.request(cn("leaf")));
  private final PathChecker checker = new PathChecker(Set.of(root.first()), VERIFIER);

  private static Extension ca(OptionalInt pathLength) {
    return Extension.basicConstraints(true, new BasicConstraints(true, pathLength));
  }

  private Verdict check(Certificate... presented) {
    return checker.check(List.of(presented), NOW, Purpose.TLS_SERVER);
  }

  private static void assertRefused(Verdict verdict, String message) {
    assertThat(verdict).isInstanceOf(Refused.class).asString().contains(message, "expected");
  }

  @Test
  void aPathToAnAnchorIsTrustedInAnyOrderAndWithMoreThanNeeded() {
    Certificate stranger = TestKey.ec().root("Stranger").first();
    assertThat(check(leaf.first(), sub.first())).isEqualTo(new Trusted(leaf));
    assertThat(check(leaf.first(), root.first(), stranger, sub.first()))
        .isEqualTo(new Trusted(leaf));
  }

  @Test
  void anAnchorNeedNotBeARoot() {
    PathChecker partial = new PathChecker(Set.of(sub.first()), VERIFIER);
    assertThat(partial.check(List.of(leaf.first()), NOW, Purpose.TLS_SERVER))
        .isEqualTo(new Trusted(new Chain(List.of(leaf.first(), sub.first()))));
    PathChecker pinned = new PathChecker(Set.of(leaf.first()), VERIFIER);
    assertThat(pinned.check(List.of(leaf.first()), NOW, Purpose.TLS_SERVER))
        .isInstanceOf(Trusted.class);
  }

  @Test
  void withoutAPathNothingIsTrusted() {
    assertRefused(checker.check(List.of(), NOW, Purpose.TLS_SERVER), "no certificate");
    assertRefused(check(leaf.first()), "no path");
    PathChecker nobody = new PathChecker(Set.of(), VERIFIER);
    assertRefused(nobody.check(leaf.certificates(), NOW, Purpose.TLS_SERVER), "no path");
  }

  @Test
  void anAnchorsNameOnAnotherKeyIsNotTheAnchor() {
    TestKey impostor = TestKey.ec();
    Chain fake = impostor.root("Root");
    Chain forged =
        impostor.issue(fake, "EndEntityServerAuthCertificate", leafKey.request(cn("leaf")));
    assertRefused(check(forged.first(), fake.first()), "no path");
  }

  @Test
  void everyCertificateOfThePathMustHold() {
    Instant start = ONE_YEAR.notBefore();
    Instant end = ONE_YEAR.notAfter();
    List<Certificate> presented = List.of(leaf.first(), sub.first());
    assertThat(checker.check(presented, start, Purpose.TLS_SERVER)).isInstanceOf(Trusted.class);
    assertThat(checker.check(presented, end, Purpose.TLS_SERVER)).isInstanceOf(Trusted.class);
    assertRefused(
        checker.check(presented, start.minusSeconds(1), Purpose.TLS_SERVER), "is valid from");
    assertRefused(
        checker.check(presented, end.plusSeconds(1), Purpose.TLS_SERVER), "is valid from");
  }

  @Test
  void aPurposeThatIsNotNamedIsRefused() {
    List<Certificate> presented = List.of(leaf.first(), sub.first());
    assertRefused(
        checker.check(presented, NOW, Purpose.TLS_CLIENT), ExtendedKeyUsage.CLIENT_AUTH.oid());
  }

  @Test
  void anyPurposeAndNoPurposeAtAllAreForEveryPurpose() {
    Certificate any =
        rootKey.forge(
            cn("Root"),
            cn("any"),
            leafKey.info(),
            Extension.extendedKeyUsage(false, List.of(ExtendedKeyUsage.ANY)));
    Certificate none = rootKey.forge(cn("Root"), cn("none"), leafKey.info());
    assertThat(check(any)).isInstanceOf(Trusted.class);
    assertThat(check(none)).isInstanceOf(Trusted.class);
  }

  @Test
  void anIssuersPurposesLimitItsCertificates() {
    Certificate clientsOnly =
        rootKey.forge(
            cn("Root"),
            cn("Clients"),
            subKey.info(),
            CA,
            Extension.extendedKeyUsage(false, List.of(ExtendedKeyUsage.CLIENT_AUTH)));
    Certificate server = subKey.forge(cn("Clients"), cn("server"), leafKey.info());
    assertRefused(check(server, clientsOnly), ExtendedKeyUsage.SERVER_AUTH.oid());
  }

  @Test
  void anEndEntityIssuesNothing() {
    Chain client = rootKey.issue(root, "EndEntityServerAuthCertificate", subKey.request(cn("Sub")));
    Certificate forged = subKey.forge(cn("Sub"), cn("victim"), leafKey.info());
    assertRefused(check(forged, client.first()), "signed another");
    Certificate withoutUsage =
        rootKey.forge(
            cn("Root"),
            cn("Sub"),
            subKey.info(),
            CA,
            Extension.keyUsage(Set.of(KeyUsage.DIGITAL_SIGNATURE)));
    assertRefused(check(forged, withoutUsage), "signed another");
  }

  @Test
  void pathLengthIsCounted() {
    TestKey extraKey = TestKey.ec();
    Certificate extra = subKey.forge(cn("Sub"), cn("Extra"), extraKey.info(), CA);
    Certificate end = extraKey.forge(cn("Extra"), cn("end"), leafKey.info());
    assertRefused(check(end, extra, sub.first()), "1 CAs below");
  }

  @Test
  void aCasCertificateIsNoPeers() {
    assertRefused(check(sub.first()), "an end entity's");
  }

  @Test
  void aPeerThatMayNotSignIsRefused() {
    Certificate enciphers =
        rootKey.forge(
            cn("Root"),
            cn("old"),
            leafKey.info(),
            Extension.keyUsage(Set.of(KeyUsage.KEY_ENCIPHERMENT)));
    assertRefused(check(enciphers), "digitalSignature");
  }

  @Test
  void criticalExtensionsMustBeKnown() {
    Extension unknown = Extension.of("1.2.3.4", true, DerWriter.sequence());
    Certificate strange = rootKey.forge(cn("Root"), cn("strange"), leafKey.info(), unknown);
    Certificate fine =
        rootKey.forge(cn("Root"), cn("fine"), leafKey.info(), unknown.withCritical(false));
    assertRefused(check(strange), "critical 1.2.3.4");
    assertThat(check(fine)).isInstanceOf(Trusted.class);
  }

  @Test
  void nameConstraintsHoldAlsoThoseOfTheAnchor() {
    byte[] subtree = DerWriter.sequence(DerWriter.implicit(2, DerWriter.ascii(".example.com")));
    Extension constraints =
        Extension.of(
            ExtensionOid.NAME_CONSTRAINTS,
            true,
            DerWriter.sequence(DerWriter.explicit(0, subtree)));
    Certificate anchor = rootKey.forge(cn("Root"), cn("Root"), rootKey.info(), CA, constraints);
    PathChecker constrained = new PathChecker(Set.of(anchor), VERIFIER);
    assertThat(constrained.check(List.of(named("a.example.com")), NOW, Purpose.TLS_SERVER))
        .isInstanceOf(Trusted.class);
    assertRefused(
        constrained.check(List.of(named("a.other.com")), NOW, Purpose.TLS_SERVER),
        "name constraints");
  }

  private Certificate named(String dns) {
    return rootKey.forge(
        cn("Root"),
        cn("leaf"),
        leafKey.info(),
        Extension.alternativeName(false, SubjectAlternativeName.ofDns(List.of(dns))));
  }

  @Test
  void aSecondPathIsTriedWhenTheFirstIsRefused() {
    Certificate tooShort =
        rootKey.forge(
            cn("Root"),
            cn("Sub"),
            subKey.info(),
            CA,
            Extension.of("1.2.3", true, DerWriter.sequence()));
    assertThat(check(leaf.first(), tooShort, sub.first())).isEqualTo(new Trusted(leaf));
  }

  @Test
  void aCrowdOfLookAlikesIsGivenUpOn() {
    TestKey key = TestKey.ec();
    List<Certificate> presented = new ArrayList<>();
    presented.add(key.forge(cn("Loop"), cn("end"), leafKey.info()));
    for (int i = 0; i < 20; i++) {
      presented.add(key.forge(cn("Loop"), cn("Loop"), key.info(), CA));
    }
    assertRefused(checker.check(presented, NOW, Purpose.TLS_SERVER), "signatures to check");
  }
}
