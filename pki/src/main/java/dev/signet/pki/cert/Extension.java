// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.ObjectIdentifierText;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.name.SubjectAlternativeName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One extension (RFC 5280 section 4.2).
 *
 * @param oid dotted object identifier
 * @param critical whether who does not know it must refuse the certificate
 * @param value the DER inside extnValue
 */
public record Extension(String oid, boolean critical, Octets value) {

  /** basicConstraints. */
  public static Extension basicConstraints(boolean critical, BasicConstraints constraints) {
    List<byte[]> parts = new ArrayList<>();
    if (constraints.ca()) {
      parts.add(DerWriter.yes());
    }
    constraints.pathLength().ifPresent(n -> parts.add(DerWriter.integer(BigInteger.valueOf(n))));
    return of(ExtensionOid.BASIC_CONSTRAINTS, critical, DerWriter.sequence(parts));
  }

  /** A critical keyUsage with at least one bit. */
  public static Extension keyUsage(Set<KeyUsage> usages) {
    int bits = 0;
    for (KeyUsage usage : usages) {
      bits |= 0x8000 >> usage.bit();
    }
    // DER drops trailing zero bits of a named bit list (X.690 section 11.2.2).
    int unused = Integer.numberOfTrailingZeros(bits);
    byte[] content =
        unused >= 8
            ? new byte[] {(byte) (unused - 8), (byte) (bits >> 8)}
            : new byte[] {(byte) unused, (byte) (bits >> 8), (byte) bits};
    return of(ExtensionOid.KEY_USAGE, true, DerWriter.element(Der.BIT_STRING, content));
  }

  /** extKeyUsage with these purposes. */
  public static Extension extendedKeyUsage(boolean critical, List<ExtendedKeyUsage> purposes) {
    return purposes(critical, purposes.stream().map(ExtendedKeyUsage::oid).toList());
  }

  /** extKeyUsage with the purposes of these dotted object identifiers. */
  public static Extension purposes(boolean critical, List<String> oids) {
    return of(
        ExtensionOid.EXTENDED_KEY_USAGE,
        critical,
        DerWriter.sequence(oids.stream().map(DerWriter::oid).toList()));
  }

  /** certificatePolicies (RFC 5280 section 4.2.1.4). */
  public static Extension certificatePolicies(List<CertificatePolicy> policies) {
    return of(
        ExtensionOid.CERTIFICATE_POLICIES,
        false,
        DerWriter.sequence(policies.stream().map(CertificatePolicy::der).toList()));
  }

  /** subjectKeyIdentifier. */
  public static Extension subjectKeyIdentifier(Octets keyId) {
    return of(ExtensionOid.SUBJECT_KEY_IDENTIFIER, false, DerWriter.octetString(keyId.bytes()));
  }

  /** authorityKeyIdentifier with the key identifier only. */
  public static Extension authorityKeyIdentifier(Octets keyId) {
    return of(
        ExtensionOid.AUTHORITY_KEY_IDENTIFIER,
        false,
        DerWriter.sequence(DerWriter.implicit(0, keyId.bytes())));
  }

  /** subjectAltName. */
  public static Extension alternativeName(boolean critical, SubjectAlternativeName names) {
    return of(ExtensionOid.SUBJECT_ALTERNATIVE_NAME, critical, names.der());
  }

  /** subjectInfoAccess (RFC 5280 section 4.2.2.2). */
  public static Extension subjectInformationAccess(List<AccessDescription> descriptions) {
    return of(
        ExtensionOid.SUBJECT_INFORMATION_ACCESS,
        false,
        DerWriter.sequence(
            descriptions.stream()
                .map(d -> DerWriter.sequence(DerWriter.oid(d.method()), d.location().der()))
                .toList()));
  }

  /** cRLDistributionPoints with one point, where one URI tells all reasons. */
  public static Extension crlDistributionPoints(String uri) {
    return of(
        ExtensionOid.CRL_DISTRIBUTION_POINTS,
        false,
        DerWriter.sequence(DerWriter.sequence(pointName(uri))));
  }

  /** A critical issuingDistributionPoint of one URI and no other restriction. */
  public static Extension issuingDistributionPoint(String uri) {
    return of(ExtensionOid.ISSUING_DISTRIBUTION_POINT, true, DerWriter.sequence(pointName(uri)));
  }

  /** A DistributionPointName that is a full name, under its tag. */
  private static byte[] pointName(String uri) {
    return DerWriter.explicit(
        0, DerWriter.explicit(0, DerWriter.implicit(6, DerWriter.ascii(uri))));
  }

  /** authorityInfoAccess that names an OCSP responder. */
  public static Extension ocspResponder(String uri) {
    return of(
        ExtensionOid.AUTHORITY_INFORMATION_ACCESS,
        false,
        DerWriter.sequence(
            DerWriter.sequence(
                DerWriter.oid("1.3.6.1.5.5.7.48.1"), DerWriter.implicit(6, DerWriter.ascii(uri)))));
  }

  /** id-pkix-ocsp-nocheck (RFC 6960 section 4.2.2.2.1). */
  public static Extension ocspNoCheck() {
    return of(ExtensionOid.OCSP_NO_CHECK, false, DerWriter.element(Der.NULL, new byte[0]));
  }

  /** cRLNumber. */
  public static Extension crlNumber(long number) {
    return of(ExtensionOid.CRL_NUMBER, false, DerWriter.integer(BigInteger.valueOf(number)));
  }

  /** An extension from the DER of its value. */
  public static Extension of(String oid, boolean critical, byte[] value) {
    return new Extension(oid, critical, Octets.of(value));
  }

  /** The same with another criticality. */
  public Extension withCritical(boolean newCritical) {
    return new Extension(oid, newCritical, value);
  }

  static Extension read(Der element) {
    List<Der> parts = element.sequence("Extension", 2, 3);
    byte[] oid = parts.getFirst().require(Der.OBJECT_IDENTIFIER, "extnID").content();
    boolean critical = parts.size() == 3 && parts.get(1).bool();
    byte[] value = parts.getLast().require(Der.OCTET_STRING, "extnValue").content();
    return of(ObjectIdentifierText.of(oid), critical, value);
  }

  byte[] der() {
    List<byte[]> parts = new ArrayList<>();
    parts.add(DerWriter.oid(oid));
    if (critical) {
      parts.add(DerWriter.yes());
    }
    parts.add(DerWriter.octetString(value.bytes()));
    return DerWriter.sequence(parts);
  }
}
