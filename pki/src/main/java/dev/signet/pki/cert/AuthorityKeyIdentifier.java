// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import static dev.signet.pki.cert.ExtensionRules.require;

import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.GeneralName;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who signed a certificate, as the certificate says it: by the key, by the signer's issuer and
 * serial number, or both (RFC 5280 section 4.2.1.1). OpenSSL builds paths only to whom it fits.
 *
 * @param keyId the signer's subjectKeyIdentifier
 * @param issuers names of the signer's issuer; empty without the serial
 * @param serial the content octets of the signer's serial number
 */
record AuthorityKeyIdentifier(
    Optional<Octets> keyId, List<GeneralName> issuers, Optional<Octets> serial) {
  private static final int KEY_ID = 0x80;
  private static final int ISSUERS = 0xA1;
  private static final int SERIAL = 0x82;

  static AuthorityKeyIdentifier read(Der value) {
    TreeMap<Integer, Der> parts = new TreeMap<>();
    for (Der part : value.sequence("AuthorityKeyIdentifier", 0, 3)) {
      int number = part.tag() % 32;
      require(
          parts.isEmpty() || parts.lastKey() < number,
          "parts of an authorityKeyIdentifier",
          "them in order, once");
      parts.put(number, part);
    }
    for (Der part : parts.values()) {
      require(
          part.is(KEY_ID) || part.is(ISSUERS) || part.is(SERIAL),
          "tag 0x" + Integer.toHexString(part.tag()),
          "0, 1 or 2");
    }
    require(
        parts.containsKey(1) == parts.containsKey(2),
        "an issuer or a serial number alone",
        "both, or neither");
    return new AuthorityKeyIdentifier(
        Optional.ofNullable(parts.get(0)).map(part -> Octets.of(part.content())),
        Optional.ofNullable(parts.get(1)).stream()
            .flatMap(part -> part.children().stream())
            .map(GeneralName::read)
            .toList(),
        Optional.ofNullable(parts.get(2)).map(part -> Octets.of(part.content())));
  }

  /** Whether it means this certificate, or may: one that does not say its key's name has any. */
  boolean fits(Certificate signer) {
    return keyId
            .flatMap(id -> signer.extensions().subjectKeyIdentifier().map(id::equals))
            .orElse(true)
        && serial.map(signer.serial().content()::equals).orElse(true)
        && (directories().findAny().isEmpty() || directories().anyMatch(signer.issuer()::matches));
  }

  private Stream<DistinguishedName> directories() {
    return issuers.stream()
        .filter(GeneralName.Directory.class::isInstance)
        .map(name -> ((GeneralName.Directory) name).name());
  }
}
