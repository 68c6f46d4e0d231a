// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import static dev.signet.pki.cert.ExtensionRules.oid;
import static dev.signet.pki.cert.ExtensionRules.require;

import dev.signet.pki.codec.Der;
import dev.signet.pki.name.GeneralName;
import dev.signet.pki.name.Strings;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** The syntax of extensions about policies (RFC 5280 sections 4.2.1.4, 5, 11 and 14). */
final class PolicyRules {
  private static final String ANY_POLICY = "2.5.29.32.0";
  private static final String USER_NOTICE = "1.3.6.1.5.5.7.2.2";
  private static final int MOST_CHARACTERS = 200;
  private static final int VISIBLE_STRING = 0x1A;

  private PolicyRules() {}

  /** As this library writes them: with qualifiers that everybody reads. */
  static void policies(Der value) {
    policies(value, PolicyRules::qualifier);
  }

  /** Of others, with any qualifiers. */
  static void foreignPolicies(Der value) {
    policies(value, qualifier -> oid(qualifier.sequence("PolicyQualifierInfo", 2, 2).getFirst()));
  }

  private static void policies(Der value, Consumer<Der> qualifier) {
    Set<String> seen = new HashSet<>();
    for (Der policy : value.sequence("CertificatePolicies", 1, Integer.MAX_VALUE)) {
      List<Der> parts = policy.sequence("PolicyInformation", 1, 2);
      String oid = oid(parts.getFirst());
      require(seen.add(oid), "policy " + oid + " twice", "each once");
      if (parts.size() == 2) {
        List<Der> qualifiers = parts.get(1).sequence("qualifiers", 1, Integer.MAX_VALUE);
        qualifiers.forEach(qualifier);
      }
    }
  }

  private static void qualifier(Der value) {
    List<Der> parts = value.sequence("PolicyQualifierInfo", 2, 2);
    String oid = oid(parts.get(0));
    switch (oid) {
      case CertificatePolicy.STATEMENT -> statement(parts.get(1));
      case USER_NOTICE -> parts.get(1).sequence("UserNotice", 0, 1).forEach(PolicyRules::notice);
      default ->
          require(false, "qualifier " + oid, CertificatePolicy.STATEMENT + " or " + USER_NOTICE);
    }
  }

  private static void statement(Der uri) {
    text(uri.require(Der.IA5_STRING, "CPSuri"), OptionalInt.empty());
    new GeneralName.Uri(new String(uri.content(), StandardCharsets.US_ASCII))
        .fault()
        .ifPresent(fault -> require(false, "CPSuri: " + fault, "one"));
  }

  /** A text for people; references to documents are what RFC 5280 advises against. */
  private static void notice(Der text) {
    require(
        Set.of(0x0C, Der.IA5_STRING, VISIBLE_STRING, 0x1E).contains(text.tag()),
        "user notice of tag 0x" + Integer.toHexString(text.tag()),
        "an explicit text");
    if (!text.is(VISIBLE_STRING)) {
      text(text, OptionalInt.of(MOST_CHARACTERS));
      return;
    }
    byte[] octets = text.content();
    require(
        octets.length > 0 && octets.length <= MOST_CHARACTERS,
        "a user notice",
        "1 to 200 characters");
    for (byte octet : octets) {
      require(octet >= ' ' && octet <= '~', "a user notice", "printable characters");
    }
  }

  private static void text(Der value, OptionalInt most) {
    Strings.fault(value, most).ifPresent(fault -> require(false, fault, "one"));
  }

  static void mappings(Der value) {
    List<Der> mappings = value.sequence("PolicyMappings", 1, Integer.MAX_VALUE);
    for (Der mapping : mappings) {
      for (Der policy : mapping.sequence("mapping", 2, 2)) {
        require(!oid(policy).equals(ANY_POLICY), "a mapping of anyPolicy", "none");
      }
    }
  }

  static void constraints(Der value) {
    int last = 0;
    for (Der part : value.sequence("PolicyConstraints", 1, 2)) {
      require((part.is(0x80) || part.is(0x81)) && part.tag() > last, "tags", "0, 1 or both");
      last = part.tag();
      skip(part.content());
    }
  }

  static void skipCerts(Der value) {
    skip(value.require(Der.INTEGER, "SkipCerts").content());
  }

  /** A number of certificates, in one octet: more than any path has. */
  private static void skip(byte[] integer) {
    require(integer.length == 1 && integer[0] >= 0, "SkipCerts", "0 to 127");
  }
}
