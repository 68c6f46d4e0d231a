// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.ObjectIdentifierText;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a distinguished name must be to stand in something that we sign, so that everybody reads it
 * and reads the same: DER, the string types and lengths of RFC 5280, no control characters. Names
 * of others are read whatever they are.
 */
final class NameRules {
  /** Upper bounds of RFC 5280 appendix A.1 and, for the last four, of X.520. */
  private static final Map<String, Integer> UPPER_BOUNDS =
      Map.ofEntries(
          Map.entry(AttributeType.COUNTRY.oid(), 2),
          Map.entry(AttributeType.ORGANIZATION.oid(), 64),
          Map.entry(AttributeType.ORGANIZATIONAL_UNIT.oid(), 64),
          Map.entry(AttributeType.STATE.oid(), 128),
          Map.entry(AttributeType.COMMON_NAME.oid(), 64),
          Map.entry(AttributeType.SERIAL_NUMBER.oid(), 64),
          Map.entry(AttributeType.LOCALITY.oid(), 128),
          Map.entry(AttributeType.TITLE.oid(), 64),
          Map.entry(AttributeType.PSEUDONYM.oid(), 128),
          Map.entry(AttributeType.EMAIL_ADDRESS.oid(), 255),
          Map.entry("2.5.4.9", 128), // streetAddress
          Map.entry("2.5.4.15", 128), // businessCategory
          Map.entry("2.5.4.17", 40)); // postalCode

  private static final Set<StringType> DIRECTORY_STRING =
      Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(StringType.IA5)));

  private NameRules() {}

  /** What is wrong with a name, naming the attribute; empty when nothing is. */
  static Optional<String> fault(DistinguishedName name) {
    return Der.parse(name.der()).children().stream()
        .flatMap(relativeName -> relativeNameFault(relativeName.children()).stream())
        .findFirst();
  }

  private static Optional<String> relativeNameFault(List<Der> attributes) {
    Set<String> types = new HashSet<>();
    for (int i = 0; i < attributes.size(); i++) {
      List<Der> parts = attributes.get(i).children();
      byte[] type = parts.get(0).content();
      String oid = ObjectIdentifierText.of(type);
      if (!types.add(oid)) {
        return fault(typeName(oid) + " twice in one relative name", "each type once");
      }
      if (i > 0 && !inOrder(attributes.get(i - 1), attributes.get(i))) {
        return fault(typeName(oid) + " after what follows it in DER", "a sorted SET");
      }
      if (!ObjectIdentifiers.isReadable(type)) {
        return fault("attribute type " + oid, ObjectIdentifiers.READABLE);
      }
      Optional<String> fault = valueFault(oid, parts.get(1));
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static boolean inOrder(Der one, Der next) {
    return Arrays.compareUnsigned(one.encoded(), next.encoded()) <= 0;
  }

  private static Optional<String> valueFault(String oid, Der value) {
    Optional<StringType> stringType = StringType.ofTag(value.tag());
    Set<StringType> legal = legalTypes(oid);
    if (stringType.isEmpty() || !legal.contains(stringType.get())) {
      return fault(
          typeName(oid) + " as " + typeOf(value),
          String.join(", ", legal.stream().map(StringType::title).toList()));
    }
    Optional<String> fault = Strings.fault(value, upperBound(oid));
    if (fault.isPresent()) {
      return Optional.of(typeName(oid) + ": " + fault.get());
    }
    return oid.equals(AttributeType.COUNTRY.oid()) ? country(value) : Optional.empty();
  }

  private static Optional<String> country(Der value) {
    String code = StringType.PRINTABLE.read(value.content()).orElse("");
    return code.matches("[A-Za-z]{2}")
        ? Optional.empty()
        : fault(typeName(AttributeType.COUNTRY.oid()) + "=" + code, "two letters");
  }

  private static Set<StringType> legalTypes(String oid) {
    StringType own =
        AttributeType.ofOid(oid).map(AttributeType::stringType).orElse(StringType.UTF8);
    return own == StringType.UTF8 ? DIRECTORY_STRING : Set.of(own);
  }

  private static OptionalInt upperBound(String oid) {
    Integer bound = UPPER_BOUNDS.get(oid);
    return bound == null ? OptionalInt.empty() : OptionalInt.of(bound);
  }

  private static String typeOf(Der value) {
    return StringType.ofTag(value.tag())
        .map(StringType::title)
        .orElse("tag 0x" + Integer.toHexString(value.tag()));
  }

  private static String typeName(String oid) {
    return AttributeType.ofOid(oid).map(AttributeType::keyword).orElse(oid);
  }

  private static Optional<String> fault(String found, String expected) {
    return Optional.of(found + ", expected " + expected);
  }
}
