// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import static dev.signet.pki.cert.ExtensionRules.require;

import dev.signet.pki.codec.Der;
import dev.signet.pki.name.GeneralName;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The form of an authorityKeyIdentifier, as others write it: by the signer's key, by its issuer and
 * serial number, or both (RFC 5280 section 4.2.1.1).
 */
final class AuthorityKeyIdentifier {
  private static final int KEY_ID = 0x80;
  private static final int ISSUERS = 0xA1;
  private static final int SERIAL = 0x82;

  private AuthorityKeyIdentifier() {}

  /** Refuses what is none. */
  static void check(Der value) {
    TreeMap<Integer, Der> parts = new TreeMap<>();
    for (Der part : value.sequence("AuthorityKeyIdentifier", 0, 3)) {
      int number = part.tag() % 32;
      require(
          parts.isEmpty() || parts.lastKey() < number,
          "parts of an authorityKeyIdentifier",
          "them in order, once");
      require(
          part.is(KEY_ID) || part.is(ISSUERS) || part.is(SERIAL),
          "tag 0x" + Integer.toHexString(part.tag()),
          "0, 1 or 2");
      parts.put(number, part);
    }
    require(
        parts.containsKey(1) == parts.containsKey(2),
        "an issuer or a serial number alone",
        "both, or neither");
    Optional.ofNullable(parts.get(1)).stream()
        .flatMap(issuers -> issuers.children().stream())
        .forEach(GeneralName::read);
  }
}
