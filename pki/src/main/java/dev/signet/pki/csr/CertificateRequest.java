// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.csr;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.codec.Pem;
import dev.signet.pki.key.KeyPolicy;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.name.DistinguishedName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * A certification request (RFC 2986), kept as the bytes it was read from. Reading does not prove
 * that the requester holds the key: {@link #prove} does.
 */
public final class CertificateRequest {
  static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

  /** What Microsoft's tools used before, and still read. */
  private static final String MICROSOFT_EXTENSIONS = "1.3.6.1.4.1.311.2.1.14";

  private static final Set<String> EXTENSION_ATTRIBUTES =
      Set.of(EXTENSION_REQUEST, MICROSOFT_EXTENSIONS);

  private final Octets der;
  private final Octets signedPart;
  private final Content content;
  private final SignatureAlgorithm algorithm;
  private final Octets signature;

  private record Content(
      DistinguishedName subject, PublicKeyInfo publicKey, Extensions extensions) {}

  private CertificateRequest(Octets der, List<Der> parts) {
    this.der = der;
    this.signedPart = Octets.of(parts.get(0).encoded());
    this.content = readContent(parts.get(0));
    this.algorithm = SignatureAlgorithm.read(parts.get(1).encoded());
    this.signature = Octets.of(parts.get(2).wholeBits());
  }

  /** Reads one request, PEM or DER; refuses with {@link Reason#MALFORMED_CSR}. */
  public static CertificateRequest parse(byte[] pemOrDer) {
    return Decoding.as(
        Reason.MALFORMED_CSR,
        "certificate request",
        () -> {
          byte[] der = Pem.readCertificateRequest(pemOrDer);
          return new CertificateRequest(
              Octets.of(der), Der.parse(der).sequence("CertificationRequest", 3, 3));
        });
  }

  private static Content readContent(Der element) {
    List<Der> parts = element.sequence("CertificationRequestInfo", 3, 4);
    if (!parts.getFirst().integer().equals(BigInteger.ZERO)) {
      throw new PkiException(
          Reason.MALFORMED_CSR, "version " + parts.getFirst().integer() + ", expected 0");
    }
    Extensions extensions = parts.size() == 4 ? readAttributes(parts.get(3)) : Extensions.none();
    // Reading it proves that it is well-formed before it is copied into a certificate.
    var _ = extensions.alternativeName();
    return new Content(
        DistinguishedName.fromDer(parts.get(1).encoded()),
        PublicKeyInfo.fromDer(parts.get(2).encoded()),
        extensions);
  }

  private static Extensions readAttributes(Der attributes) {
    List<Extension> found = new ArrayList<>();
    for (Der attribute : attributes.require(0xA0, "attributes").children()) {
      List<Der> parts = attribute.sequence("Attribute", 2, 2);
      byte[] type = parts.get(0).require(Der.OBJECT_IDENTIFIER, "attribute type").content();
      if (EXTENSION_ATTRIBUTES.contains(ASN1ObjectIdentifier.fromContents(type).getId())) {
        Der value = parts.get(1).require(Der.SET, "attribute values").only();
        found.addAll(Extensions.read(value).all());
      }
    }
    return new Extensions(found);
  }

  /**
   * Proves that the requester holds the key. Refuses with {@link Reason#UNSUPPORTED_KEY} or {@link
   * Reason#BAD_CSR_SIGNATURE}.
   */
  public ProvenRequest prove(SignatureVerifier verifier, KeyPolicy policy) {
    policy.check(content.publicKey);
    if (algorithm.isWeak()) {
      throw badSignature("signed with " + algorithm, "SHA-2");
    }
    if (!verifier.verifies(content.publicKey, algorithm, signedPart.bytes(), signature.bytes())) {
      throw badSignature(
          "signature with " + algorithm, "one that the " + content.publicKey + " verifies");
    }
    return new ProvenRequest(this);
  }

  private static PkiException badSignature(String found, String expected) {
    return new PkiException(
        Reason.BAD_CSR_SIGNATURE, "certificate request: " + found + ", expected " + expected);
  }

  /** The encoding, byte for byte as read. */
  public byte[] der() {
    return der.bytes();
  }

  /** As PEM without a last line feed. */
  public String pem() {
    return Pem.certificateRequest(der.bytes());
  }

  /** The name asked for, possibly empty. */
  public DistinguishedName subject() {
    return content.subject;
  }

  /** The requester's key. */
  public PublicKeyInfo publicKey() {
    return content.publicKey;
  }

  /** The extensions asked for, of both attributes that can carry them. */
  public Extensions extensions() {
    return content.extensions;
  }

  @Override
  public String toString() {
    return "certificate request of '" + subject() + "'";
  }
}
