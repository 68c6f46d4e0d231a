// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import static dev.signet.pki.cert.ExtensionRules.oid;
import static dev.signet.pki.cert.ExtensionRules.require;

import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.GeneralName;
import java.util.List;

/** The syntax of extensions that say where something is, or who (RFC 5280 section 4.2). */
final class PointerRules {
  private static final int POINT = 0xA0;
  private static final int REASONS = 0x81;
  private static final int ISSUER = 0xA2;

  private PointerRules() {}

  /** GeneralNames. */
  static void names(Der value) {
    names(value.require(Der.SEQUENCE, "GeneralNames").children());
  }

  private static void names(List<Der> names) {
    require(!names.isEmpty(), "no name", "at least one");
    names.forEach(PointerRules::name);
  }

  private static void name(Der element) {
    GeneralName.read(element).fault().ifPresent(fault -> require(false, fault, "one"));
  }

  /** AuthorityInfoAccessSyntax and SubjectInfoAccessSyntax. */
  static void accessDescriptions(Der value) {
    List<Der> descriptions = value.sequence("AccessDescriptions", 1, Integer.MAX_VALUE);
    for (Der description : descriptions) {
      List<Der> parts = description.sequence("AccessDescription", 2, 2);
      var _ = oid(parts.get(0));
      name(parts.get(1));
    }
  }

  /** CRLDistributionPoints. */
  static void distributionPoints(Der value) {
    List<Der> points = value.sequence("CRLDistributionPoints", 1, Integer.MAX_VALUE);
    points.forEach(PointerRules::distributionPoint);
  }

  private static void distributionPoint(Der value) {
    List<Der> parts = value.sequence("DistributionPoint", 1, 3);
    int last = 0;
    for (Der part : parts) {
      // The tags 0, 1 and 2, constructed or not.
      require(part.tag() % 32 >= last, "parts of a distribution point", "them in order, once");
      last = part.tag() % 32 + 1;
      switch (part.tag()) {
        case POINT -> pointName(part.only());
        case REASONS -> reasons(part);
        case ISSUER -> names(part.children());
        default -> require(false, "tag 0x" + Integer.toHexString(part.tag()), "0, 1 or 2");
      }
    }
    require(
        parts.stream().anyMatch(part -> !part.is(REASONS)),
        "a distribution point of reasons alone",
        "where it is");
  }

  private static void pointName(Der name) {
    switch (name.tag()) {
      case 0xA0 -> names(name.children());
      case 0xA1 -> {
        byte[] relative = DerWriter.sequence(DerWriter.element(Der.SET, name.content()));
        DistinguishedName.fromDer(relative)
            .fault()
            .ifPresent(fault -> require(false, fault, "one"));
      }
      default -> require(false, "tag 0x" + Integer.toHexString(name.tag()), "a full name");
    }
  }

  private static void reasons(Der part) {
    byte[] content = part.content();
    Der bits = Der.parse(DerWriter.element(Der.BIT_STRING, content));
    ExtensionRules.bits(bits, 9);
  }
}
