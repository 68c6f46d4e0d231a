// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import static dev.signet.pki.cert.ExtensionRules.oid;
import static dev.signet.pki.cert.ExtensionRules.require;

import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.name.DistinguishedName;
import dev.signet.pki.name.GeneralName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The syntax of extensions that say where something is, or who (RFC 5280 section 4.2).
 *
 * @param rule why a name in them may not stand there
 */
record PointerRules(Function<GeneralName, Optional<String>> rule) {
  /** Names that may stand in what we sign. */
  static final PointerRules OURS = new PointerRules(GeneralName::fault);

  /** Any names that can be read. */
  static final PointerRules FOREIGN = new PointerRules(name -> Optional.empty());

  private static final int POINT = 0xA0;
  private static final int REASONS = 0x81;
  private static final int ISSUER = 0xA2;

  /** GeneralNames. */
  void names(Der value) {
    names(value.require(Der.SEQUENCE, "GeneralNames").children());
  }

  private void names(List<Der> names) {
    require(!names.isEmpty(), "no name", "at least one");
    names.forEach(this::name);
  }

  private void name(Der element) {
    check(GeneralName.read(element));
  }

  private void check(GeneralName name) {
    rule.apply(name).ifPresent(fault -> require(false, fault, "one"));
  }

  /** AuthorityInfoAccessSyntax and SubjectInfoAccessSyntax. */
  void accessDescriptions(Der value) {
    List<Der> descriptions = value.sequence("AccessDescriptions", 1, Integer.MAX_VALUE);
    for (Der description : descriptions) {
      List<Der> parts = description.sequence("AccessDescription", 2, 2);
      var _ = oid(parts.get(0));
      name(parts.get(1));
    }
  }

  /** CRLDistributionPoints. */
  void distributionPoints(Der value) {
    List<Der> points = value.sequence("CRLDistributionPoints", 1, Integer.MAX_VALUE);
    points.forEach(this::distributionPoint);
  }

  private void distributionPoint(Der value) {
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

  private void pointName(Der name) {
    switch (name.tag()) {
      case 0xA0 -> names(name.children());
      case 0xA1 -> {
        byte[] relative = DerWriter.sequence(DerWriter.element(Der.SET, name.content()));
        check(new GeneralName.Directory(DistinguishedName.fromDer(relative)));
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
