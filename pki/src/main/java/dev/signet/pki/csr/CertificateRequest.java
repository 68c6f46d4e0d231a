// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.csr;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.ExtensionOid;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.ObjectIdentifierText;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.codec.Pem;
import dev.signet.pki.key.KeyPolicy;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.SubjectAlternativeName;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A certification request (RFC 2986), kept as the bytes it was read from. Reading does not prove
 * that the requester holds the key: {@link #prove} does.
 */
public final class CertificateRequest {
  static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";

  /** What Microsoft's tools used before, and still read. */
  private static final String MICROSOFT_EXTENSIONS = "1.3.6.1.4.1.311.2.1.14";

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

  /** Of both attributes that can carry extensions, PKCS#9's counts. */
  private static Extensions readAttributes(Der element) {
    Map<String, List<Der>> attributes =
        element.require(0xA0, "attributes").children().stream()
            .map(attribute -> attribute.sequence("Attribute", 2, 2))
            .collect(
                Collectors.groupingBy(
                    parts -> type(parts.get(0)),
                    Collectors.mapping(parts -> parts.get(1), Collectors.toList())));
    List<Der> values =
        attributes.getOrDefault(
            EXTENSION_REQUEST, attributes.getOrDefault(MICROSOFT_EXTENSIONS, List.of()));
    return new Extensions(
        values.stream()
            .map(value -> value.require(Der.SET, "attribute values").only())
            .flatMap(value -> Extensions.read(value).all().stream())
            .toList());
  }

  private static String type(Der element) {
    byte[] content = element.require(Der.OBJECT_IDENTIFIER, "attribute type").content();
    return ObjectIdentifierText.of(content);
  }

  /**
   * Proves that the requester holds the key, and that subject, alternative name and key are written
   * so that a certificate may repeat them. Refuses with {@link Reason#UNSUPPORTED_KEY}, {@link
   * Reason#MALFORMED_CSR} or {@link Reason#BAD_CSR_SIGNATURE}.
   */
  public ProvenRequest prove(SignatureVerifier verifier, KeyPolicy policy) {
    policy.check(content.publicKey);
    Decoding.as(Reason.MALFORMED_CSR, "certificate request", this::requireSound);
    if (!algorithm.isSupported()) {
      throw badSignature(
          "signed with " + algorithm + ", which is not supported", "SHA-256, SHA-384 or SHA-512");
    }
    if (algorithm.isWeak()) {
      throw badSignature("signed with " + algorithm, "SHA-256, SHA-384 or SHA-512");
    }
    if (!verifier.verifies(content.publicKey, algorithm, signedPart.bytes(), signature.bytes())) {
      throw badSignature(
          "signature with " + algorithm, "one that the " + content.publicKey + " verifies");
    }
    return new ProvenRequest(this);
  }

  private boolean requireSound() {
    Optional<String> subject = content.subject.fault().map(fault -> "subject: " + fault);
    Optional<String> fault =
        subject.or(() ->
            content
                .extensions
                .get(ExtensionOid.SUBJECT_ALTERNATIVE_NAME)
                .flatMap(names -> SubjectAlternativeName.fault(names.value().bytes())));
    if (fault.isPresent()) {
      throw new PkiException(Reason.MALFORMED_CSR, fault.get());
    }
    return true;
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

  /** The extensions asked for, of either attribute that can carry them. */
  public Extensions extensions() {
    return content.extensions;
  }

  @Override
  public String toString() {
    return "certificate request of '" + subject() + "'";
  }
}
