// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.cert.Certificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The JDK and Bouncy Castle, who read each certificate and all extensions that they know. For
 * others, who are no Java programs, it is kept.
 */
public final class OtherReaders {
  private static final Map<ASN1ObjectIdentifier, Function<ASN1Encodable, Object>> KNOWN =
      Map.ofEntries(
          Map.entry(Extension.subjectAlternativeName, GeneralNames::getInstance),
          Map.entry(Extension.issuerAlternativeName, GeneralNames::getInstance),
          Map.entry(Extension.basicConstraints, BasicConstraints::getInstance),
          Map.entry(Extension.keyUsage, KeyUsage::getInstance),
          Map.entry(Extension.extendedKeyUsage, ExtendedKeyUsage::getInstance),
          Map.entry(Extension.certificatePolicies, CertificatePolicies::getInstance),
          Map.entry(Extension.cRLDistributionPoints, CRLDistPoint::getInstance),
          Map.entry(Extension.freshestCRL, CRLDistPoint::getInstance),
          Map.entry(Extension.authorityInfoAccess, AuthorityInformationAccess::getInstance),
          Map.entry(Extension.subjectInfoAccess, AuthorityInformationAccess::getInstance),
          Map.entry(Extension.authorityKeyIdentifier, AuthorityKeyIdentifier::getInstance),
          Map.entry(Extension.subjectKeyIdentifier, SubjectKeyIdentifier::getInstance),
          Map.entry(Extension.nameConstraints, NameConstraints::getInstance),
          Map.entry(Extension.policyConstraints, PolicyConstraints::getInstance));

  private OtherReaders() {}

  /** Fails where one of them cannot. */
  public static void read(Certificate certificate) {
    IssuedFiles.keep(certificate.der());
    readByTheJdk(certificate.der());
    readByBouncyCastle(certificate.der());
  }

  private static void readByTheJdk(byte[] der) {
    try {
      X509Certificate read =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      var _ = read.getSubjectAlternativeNames();
      var _ = read.getExtendedKeyUsage();
      assertThat(read.toString()).as("the JDK").doesNotContain("Unparseable");
    } catch (CertificateException e) {
      throw new AssertionError("the JDK cannot read what was issued", e);
    }
  }

  private static void readByBouncyCastle(byte[] der) {
    try {
      var extensions = new X509CertificateHolder(der).getExtensions();
      for (ASN1ObjectIdentifier oid : extensions.getExtensionOIDs()) {
        Function<ASN1Encodable, Object> reader = KNOWN.get(oid);
        if (reader != null) {
          assertThat(reader.apply(extensions.getExtensionParsedValue(oid))).isNotNull();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Bouncy Castle cannot read what was issued", e);
    }
  }
}
