// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.Octets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A distinguished name, kept as the bytes it was read from: an issuer field must be the byte copy
 * of the issuer's subject. Equality is that of the bytes.
 */
public final class DistinguishedName {
  private static final DistinguishedName EMPTY =
      new DistinguishedName(Octets.of(DerWriter.sequence()), List.of());

  private final Octets der;
  private final List<List<Attribute>> relativeNames;

  private DistinguishedName(Octets der, List<List<Attribute>> relativeNames) {
    this.der = der;
    this.relativeNames = relativeNames;
  }

  /** The name without attributes. */
  public static DistinguishedName empty() {
    return EMPTY;
  }

  /**
   * Encodes attributes in this order, each alone in its relative name, with the string type of its
   * kind. Refuses with {@link Reason#MALFORMED_NAME} what its type cannot hold.
   */
  public static DistinguishedName of(List<Attribute> attributes) {
    byte[] der =
        DerWriter.sequence(
            attributes.stream()
                .map(a -> DerWriter.element(Der.SET, AttributeEncoding.encode(a)))
                .toList());
    DistinguishedName name =
        new DistinguishedName(Octets.of(der), attributes.stream().map(List::of).toList());
    name.fault()
        .ifPresent(fault -> {
          throw new PkiException(Reason.MALFORMED_NAME, fault);
        });
    return name;
  }

  /** A name of this one attribute. */
  public static DistinguishedName of(AttributeType type, String value) {
    return of(List.of(Attribute.of(type, value)));
  }

  /** Reads a name; refuses with {@link Reason#MALFORMED_NAME}. */
  public static DistinguishedName fromDer(byte[] der) {
    return Decoding.as(
        Reason.MALFORMED_NAME,
        "distinguished name",
        () -> {
          List<List<Attribute>> relativeNames =
              Der.parse(der).require(Der.SEQUENCE, "Name").children().stream()
                  .map(DistinguishedName::readRelativeName)
                  .toList();
          return new DistinguishedName(Octets.of(der), relativeNames);
        });
  }

  private static List<Attribute> readRelativeName(Der set) {
    List<Attribute> attributes =
        set.require(Der.SET, "RelativeDistinguishedName").children().stream()
            .map(AttributeEncoding::decode)
            .toList();
    if (attributes.isEmpty()) {
      throw new PkiException(
          Reason.MALFORMED_NAME, "empty RelativeDistinguishedName, expected an attribute");
    }
    return attributes;
  }

  /** The encoding, byte for byte as read. */
  public byte[] der() {
    return der.bytes();
  }

  /** Whether there is no attribute. */
  public boolean isEmpty() {
    return relativeNames.isEmpty();
  }

  /**
   * Why it may not stand in anything that we sign, naming the attribute; empty when it may. Names
   * that others signed are read whatever they are.
   */
  public Optional<String> fault() {
    return NameRules.fault(this);
  }

  /**
   * Whether it is the same name to whoever checks a path (RFC 5280 section 7.1): string types, case
   * and blanks do not count.
   */
  public boolean matches(DistinguishedName other) {
    return relativeNames.size() == other.relativeNames.size()
        && NameMatching.directory(this, other);
  }

  /** All attributes in the order of the encoding. */
  public List<Attribute> attributes() {
    return relativeNames.stream().flatMap(List::stream).toList();
  }

  /** The relative names in the order of the encoding. */
  List<List<Attribute>> relativeNames() {
    return relativeNames;
  }

  /** The values of a type in the order of the encoding. */
  public List<String> all(AttributeType type) {
    return attributes().stream()
        .filter(a -> a.oid().equals(type.oid()))
        .map(Attribute::value)
        .toList();
  }

  /** The first value of a type. */
  public Optional<String> first(AttributeType type) {
    return all(type).stream().findFirst();
  }

  /** Text in encoding order, {@code C=AU,O=Example,CN=localhost}, special characters escaped. */
  public String text() {
    return relativeNames.stream()
        .map(rdn -> rdn.stream().map(DistinguishedName::text).collect(Collectors.joining("+")))
        .collect(Collectors.joining(","));
  }

  private static String text(Attribute attribute) {
    String keyword =
        AttributeType.ofOid(attribute.oid()).map(AttributeType::keyword).orElse(attribute.oid());
    return keyword + "=" + escape(attribute.value());
  }

  private static String escape(String value) {
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean atEdge = i == 0 || i == value.length() - 1;
      if (Character.isISOControl(c)) {
        for (byte octet : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
          out.append(String.format("\\%02X", octet));
        }
        continue;
      }
      if (",+\"\\<>;".indexOf(c) >= 0 || (c == ' ' && atEdge) || (c == '#' && i == 0)) {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistinguishedName that && der.equals(that.der);
  }

  @Override
  public int hashCode() {
    return der.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
