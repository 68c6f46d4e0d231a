// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import static dev.signet.pki.TestKey.ONE_YEAR;
import static dev.signet.pki.TestKey.TEN_YEARS;
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
import dev.signet.pki.cert.Serial;
import dev.signet.pki.cert.TbsCertificate;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.SubjectAlternativeName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LintTest {
  private static final Octets OTHER_KEY = Octets.of(new byte[20]);
  private static final Extension CA =
      Extension.basicConstraints(true, new BasicConstraints(true, OptionalInt.empty()));
  private static final Extension SAN =
      Extension.alternativeName(true, SubjectAlternativeName.ofDns(List.of("a.b")));

  private final TestKey rootKey = TestKey.ec();
  private final Chain root = rootKey.root("Root");
  private final Issuer issuer = Issuer.installed(root);
  private final TbsCertificate leaf =
      rootKey
          .issue(root, "EndEntityCertificate", TestKey.ec().request(cn("leaf")))
          .first()
          .content();
  private final TbsCertificate sub =
      rootKey
          .issue(root, "SubordinateCACertificate_PathLen0", TestKey.ec().request(cn("Sub")))
          .first()
          .content();

  private static TbsCertificate with(
      TbsCertificate content, UnaryOperator<List<Extension>> change) {
    List<Extension> changed = change.apply(new ArrayList<>(content.extensions().all()));
    return new TbsCertificate(
        content.serial(),
        content.algorithm(),
        content.issuer(),
        content.period(),
        content.subject(),
        content.publicKey(),
        new Extensions(changed));
  }

  private static TbsCertificate without(TbsCertificate content, String oid) {
    return with(
        content,
        all -> {
          all.removeIf(e -> e.oid().equals(oid));
          return all;
        });
  }

  private static TbsCertificate replaced(TbsCertificate content, Extension extension) {
    return with(
        without(content, extension.oid()),
        all -> {
          all.add(extension);
          return all;
        });
  }

  private void assertFound(TbsCertificate content, String finding) {
    assertThat(Lint.findings(content, issuer)).anyMatch(f -> f.contains(finding));
  }

  @Test
  void whatTheTemplatesWriteHasNoFindings() {
    assertThat(Lint.findings(leaf, issuer)).isEmpty();
    assertThat(Lint.findings(sub, issuer)).isEmpty();
    assertThat(Lint.findings(root.first().content(), Issuer.itself(rootKey.info()))).isEmpty();
  }

  @Test
  void aSerialNotOfOursIsFound() {
    for (String hex : List.of("01", "7f".repeat(15), "00" + "ff".repeat(16))) {
      Serial serial = Serial.ofHex(hex).orElseThrow();
      TbsCertificate bad =
          new TbsCertificate(
              serial,
              leaf.algorithm(),
              leaf.issuer(),
              leaf.period(),
              leaf.subject(),
              leaf.publicKey(),
              leaf.extensions());
      assertFound(bad, "expected 16 octets");
    }
  }

  @Test
  void anIssuerThatIsNotTheIssuingCaIsFound() {
    assertFound(
        content(cn("root"), leaf.subject(), leaf.period(), SignatureScheme.SHA256WITHECDSA),
        "expected the bytes of 'CN=Root'");
  }

  @Test
  void anAlgorithmThatTheIssuerCannotMakeIsFound() {
    assertFound(
        content(leaf.issuer(), leaf.subject(), leaf.period(), SignatureScheme.SHA256WITHRSA),
        "signature algorithm SHA256WITHRSA");
  }

  @Test
  void anEndAfterTheIssuersIsFound() {
    ValidityPeriod longer =
        new ValidityPeriod(TEN_YEARS.notBefore(), TEN_YEARS.notAfter().plusSeconds(1));
    assertFound(
        content(leaf.issuer(), leaf.subject(), longer, SignatureScheme.SHA256WITHECDSA),
        "notAfter");
  }

  @Test
  void anEmptySubjectWithoutCriticalNameIsFound() {
    TbsCertificate unnamed =
        content(
            leaf.issuer(), DistinguishedName.empty(), ONE_YEAR, SignatureScheme.SHA256WITHECDSA);
    assertFound(unnamed, "empty subject without a critical subjectAltName");
    assertFound(replaced(unnamed, SAN.withCritical(false)), "critical subjectAltName");
    assertThat(Lint.findings(replaced(unnamed, SAN), issuer)).isEmpty();
  }

  private TbsCertificate content(
      DistinguishedName from, DistinguishedName to, ValidityPeriod period, SignatureScheme how) {
    return new TbsCertificate(
        serial(),
        SignatureAlgorithm.of(how),
        from,
        period,
        to,
        leaf.publicKey(),
        leaf.extensions());
  }

  @Test
  void keyIdentifiersThatDisagreeAreFound() {
    assertFound(replaced(leaf, Extension.subjectKeyIdentifier(OTHER_KEY)), "subjectKeyIdentifier");
    assertFound(without(leaf, ExtensionOid.SUBJECT_KEY_IDENTIFIER), "subjectKeyIdentifier");
    assertFound(
        replaced(leaf, Extension.authorityKeyIdentifier(OTHER_KEY)), "authorityKeyIdentifier");
    assertFound(without(leaf, ExtensionOid.AUTHORITY_KEY_IDENTIFIER), "authorityKeyIdentifier");
  }

  @Test
  void basicConstraintsAndKeyUsageThatDisagreeAreFound() {
    Extension signsCertificates =
        Extension.keyUsage(Set.of(KeyUsage.DIGITAL_SIGNATURE, KeyUsage.KEY_CERT_SIGN));
    Extension signs = Extension.keyUsage(Set.of(KeyUsage.DIGITAL_SIGNATURE));
    assertFound(replaced(leaf, signsCertificates), "keyCertSign of CAs, and of nobody else");
    assertFound(replaced(leaf, CA), "keyCertSign of CAs, and of nobody else");
    assertFound(replaced(sub, signs), "keyCertSign of CAs, and of nobody else");
    assertFound(without(leaf, ExtensionOid.BASIC_CONSTRAINTS), "no basicConstraints");
  }

  /** Templates that leave keyUsage to the caller, as AWS has them. */
  @Test
  void keyUsageMayBeMissingOrNotCritical() {
    Extension usage = sub.extensions().get(ExtensionOid.KEY_USAGE).orElseThrow();
    assertThat(Lint.findings(without(sub, ExtensionOid.KEY_USAGE), issuer)).isEmpty();
    assertThat(Lint.findings(replaced(sub, usage.withCritical(false)), issuer)).isEmpty();
    Extension signsCrls = Extension.keyUsage(Set.of(KeyUsage.CRL_SIGN));
    assertThat(Lint.findings(replaced(leaf, signsCrls), issuer)).isEmpty();
  }

  @Test
  void anExtensionThatNotEverybodyReadsIsFound() {
    assertFound(replaced(leaf, Extension.of("1.2.3", false, new byte[] {5})), "extension 1.2.3");
  }

  @Test
  void aCasConstraintsThatAreNotCriticalAreFound() {
    assertFound(replaced(sub, CA.withCritical(false)), "not critical");
  }

  @Test
  void nameConstraintsOfAnEndEntityAreFound() {
    assertFound(
        replaced(leaf, Extension.of(ExtensionOid.NAME_CONSTRAINTS, true, new byte[] {0x30, 0})),
        "in an end entity, expected it in CAs only");
  }

  @Test
  void aRootThatIsNotItsOwnIssuerIsFound() {
    Issuer itself = Issuer.itself(rootKey.info());
    Certificate other = TestKey.of(KeySpec.EC_P384).root("Root").first();
    assertThat(Lint.findings(leaf, itself))
        .anyMatch(f -> f.contains("expected the subject itself"));
    assertThat(Lint.findings(other.content(), itself))
        .anyMatch(f -> f.contains("expected the subject itself"));
    TbsCertificate own = root.first().content();
    assertThat(Lint.findings(replaced(own, Extension.authorityKeyIdentifier(OTHER_KEY)), itself))
        .anyMatch(f -> f.contains("authorityKeyIdentifier of a root"));
  }
}
