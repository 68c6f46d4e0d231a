// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.Digest;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.codec.Pem;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.SubjectAlternativeName;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A certificate (RFC 5280 section 4.1), version 3, kept as the bytes it was read from. */
public final class Certificate {
  private final Octets der;
  private final Octets signedPart;
  private final TbsCertificate content;
  private final Octets signature;

  private Certificate(Octets der, Octets signedPart, TbsCertificate content, Octets signature) {
    this.der = der;
    this.signedPart = signedPart;
    this.content = content;
    this.signature = signature;
  }

  /** Reads strict DER; refuses with {@link Reason#MALFORMED_CERTIFICATE}. */
  public static Certificate fromDer(byte[] der) {
    return Decoding.as(Reason.MALFORMED_CERTIFICATE, "certificate", () -> read(der));
  }

  /**
   * Reads exactly one certificate, PEM or DER; refuses with {@link Reason#MALFORMED_CERTIFICATE}.
   */
  public static Certificate parse(byte[] pemOrDer) {
    return Decoding.as(
        Reason.MALFORMED_CERTIFICATE, "certificate", () -> read(Pem.readCertificate(pemOrDer)));
  }

  private static Certificate read(byte[] der) {
    return read(der, TbsCertificate::read);
  }

  private static Certificate read(byte[] der, Function<Der, TbsCertificate> reader) {
    List<Der> parts = Der.parse(der).sequence("Certificate", 3, 3);
    TbsCertificate content = reader.apply(parts.get(0));
    Octets algorithm = Octets.of(parts.get(1).encoded());
    if (!algorithm.equals(content.algorithm().encoded())) {
      throw new PkiException(
          Reason.MALFORMED_CERTIFICATE,
          "signatureAlgorithm " + algorithm + ", expected " + content.algorithm().encoded());
    }
    return new Certificate(
        Octets.of(der),
        Octets.of(parts.get(0).encoded()),
        content,
        Octets.of(parts.get(2).wholeBits()));
  }

  /**
   * The certificate of a signed part that has been read already, and its signature.
   *
   * @param content what reading the signed part gave
   */
  public static Certificate assemble(byte[] signedPart, TbsCertificate content, byte[] signature) {
    byte[] algorithm = content.algorithm().encoded().bytes();
    byte[] der = DerWriter.sequence(signedPart, algorithm, DerWriter.bitString(signature));
    return Decoding.as(
        Reason.MALFORMED_CERTIFICATE,
        "certificate",
        () ->
            read(
                der,
                found -> {
                  if (!Arrays.equals(found.encoded(), signedPart)) {
                    throw new PkiException(
                        Reason.MALFORMED_CERTIFICATE,
                        "signed part, expected the one that was read");
                  }
                  return content;
                }));
  }

  /** The encoding, byte for byte as read. */
  public byte[] der() {
    return der.bytes();
  }

  /** As PEM without a last line feed. */
  public String pem() {
    return Pem.certificate(der.bytes());
  }

  /** All fields of the signed part. */
  public TbsCertificate content() {
    return content;
  }

  /** Serial number. */
  public Serial serial() {
    return content.serial();
  }

  /** The issuer's name. */
  public DistinguishedName issuer() {
    return content.issuer();
  }

  /** The subject's name, possibly empty. */
  public DistinguishedName subject() {
    return content.subject();
  }

  /** When it holds. */
  public ValidityPeriod period() {
    return content.period();
  }

  /** The subject's key. */
  public PublicKeyInfo publicKey() {
    return content.publicKey();
  }

  /** How it is signed; the name is the API's, {@code SHA256WITHRSA}. */
  public SignatureAlgorithm signatureAlgorithm() {
    return content.algorithm();
  }

  /** All extensions. */
  public Extensions extensions() {
    return content.extensions();
  }

  /** Whether basicConstraints says that it is a CA's. */
  public boolean isCa() {
    return extensions().basicConstraints().ca();
  }

  /** The bits of keyUsage, or empty without the extension. */
  public Optional<Set<KeyUsage>> keyUsage() {
    return extensions().keyUsage();
  }

  /**
   * Whether keyUsage, if present, lets its key sign CRLs: clients refuse those of others (RFC 5280
   * section 6.3.3, step f).
   */
  public boolean maySignCrls() {
    return keyUsage().map(usages -> usages.contains(KeyUsage.CRL_SIGN)).orElse(true);
  }

  /** The OIDs of extKeyUsage; none without the extension. */
  public List<String> extendedKeyUsage() {
    return extensions().extendedKeyUsage().orElse(List.of());
  }

  /** The names of subjectAltName, or empty without the extension. */
  public Optional<SubjectAlternativeName> alternativeName() {
    return extensions().alternativeName();
  }

  /**
   * What certificates under this one name as their authority's key: its subjectKeyIdentifier, or
   * the SHA-1 of its key when it has none.
   */
  public Octets keyId() {
    return extensions().subjectKeyIdentifier().orElseGet(() -> publicKey().keyId());
  }

  /** SHA-256 of the encoding. */
  public Octets sha256() {
    return Digest.SHA_256.of(der.bytes());
  }

  /** Whether this key made its signature. */
  public boolean isSignedBy(PublicKeyInfo key, SignatureVerifier verifier) {
    return verifier.verifies(key, content.algorithm(), signedPart.bytes(), signature.bytes());
  }

  /** Whether it names itself as issuer and its own key made its signature. */
  public boolean isSelfSigned(SignatureVerifier verifier) {
    return content.isSelfIssued() && isSignedBy(publicKey(), verifier);
  }

  /** The same certificate as the JDK knows it. */
  public X509Certificate toX509() {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der.bytes()));
    } catch (CertificateException e) {
      throw new PkiException(
          Reason.MALFORMED_CERTIFICATE,
          this + " cannot be read by the JDK: expected a certificate of RFC 5280",
          e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Certificate that && der.equals(that.der);
  }

  @Override
  public int hashCode() {
    return der.hashCode();
  }

  @Override
  public String toString() {
    return "certificate " + serial() + " of '" + subject() + "'";
  }
}
