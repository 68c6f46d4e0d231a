// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.Digest;
import dev.signet.pki.codec.ObjectIdentifierText;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.name.DistinguishedName;
import java.util.List;

/**
 * Which certificate is asked about (RFC 6960 section 4.1.1).
 *
 * @param encoded as it was asked: an answer repeats it octet for octet
 * @param hash of the issuer's name and key
 */
public record CertId(
    Octets encoded, Digest hash, Octets issuerNameHash, Octets issuerKeyHash, Serial serial) {

  static CertId read(Der element) {
    List<Der> parts = element.sequence("CertID", 4, 4);
    return new CertId(
        Octets.of(element.encoded()),
        hash(parts.get(0).sequence("hashAlgorithm", 1, 2)),
        octets(parts.get(1), "issuerNameHash"),
        octets(parts.get(2), "issuerKeyHash"),
        Serial.ofContent(parts.get(3).require(Der.INTEGER, "serialNumber").content()));
  }

  private static Digest hash(List<Der> identifier) {
    if (identifier.size() == 2) {
      identifier.get(1).require(Der.NULL, "parameters of the hashAlgorithm");
    }
    byte[] content = identifier.getFirst().require(Der.OBJECT_IDENTIFIER, "hash").content();
    String oid = ObjectIdentifierText.of(content);
    return switch (oid) {
      case "1.3.14.3.2.26" -> Digest.SHA_1;
      case "2.16.840.1.101.3.4.2.1" -> Digest.SHA_256;
      case "2.16.840.1.101.3.4.2.2" -> Digest.SHA_384;
      case "2.16.840.1.101.3.4.2.3" -> Digest.SHA_512;
      default ->
          throw new PkiException(Reason.MALFORMED_DER, "hash " + oid + ", expected SHA-1 or SHA-2");
    };
  }

  private static Octets octets(Der element, String what) {
    return Octets.of(element.require(Der.OCTET_STRING, what).content());
  }

  /** Whether the issuer that it names is a CA of that name and key. */
  public boolean names(DistinguishedName issuer, PublicKeyInfo key) {
    return issuerNameHash.equals(hash.of(issuer.der())) && issuerKeyHash.equals(key.keyHash(hash));
  }
}
