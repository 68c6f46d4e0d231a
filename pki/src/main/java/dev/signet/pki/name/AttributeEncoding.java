// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.ObjectIdentifierText;
import dev.signet.pki.codec.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1String;

/** AttributeTypeAndValue (RFC 5280 section 4.1.2.4): checks, writing, reading. */
final class AttributeEncoding {
  private AttributeEncoding() {}

  static byte[] encode(Attribute attribute) {
    AttributeType type = AttributeType.ofOid(attribute.oid()).orElse(null);
    StringType stringType = type == null ? StringType.UTF8 : type.stringType();
    String name = type == null ? attribute.oid() : type.keyword();
    String value = attribute.value();
    if (type != null) {
      checkLength(type, value);
    }
    if (value.isEmpty() || Strings.hasControl(value)) {
      throw refuse(name, value, "at least one character and no control characters");
    }
    if (!stringType.holds(value)) {
      throw refuse(name, value, "characters of " + stringType.alphabet());
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw refuse(name, value, "complete Unicode characters");
    }
    return DerWriter.sequence(
        DerWriter.oid(attribute.oid()),
        DerWriter.element(stringType.tag(), value.getBytes(StandardCharsets.UTF_8)));
  }

  private static void checkLength(AttributeType type, String value) {
    if (type == AttributeType.COUNTRY && !value.matches("[A-Za-z]{2}")) {
      throw refuse("C", value, "exactly two letters");
    }
    if (value.codePointCount(0, value.length()) > type.limit()) {
      throw refuse(type.keyword(), value, "at most " + type.limit() + " characters");
    }
  }

  static Attribute decode(Der typeAndValue) {
    List<Der> parts = typeAndValue.sequence("AttributeTypeAndValue", 2, 2);
    byte[] oid = parts.get(0).require(Der.OBJECT_IDENTIFIER, "attribute type").content();
    return new Attribute(ObjectIdentifierText.of(oid), text(parts.get(1)));
  }

  /** The text of any ASN.1 string; of what is none its encoding, as RFC 4514 writes it. */
  private static String text(Der value) {
    return StringType.ofTag(value.tag())
        .flatMap(type -> type.read(value.content()))
        .orElseGet(() -> oddText(value));
  }

  private static String oddText(Der value) {
    try {
      if (ASN1Primitive.fromByteArray(value.encoded()) instanceof ASN1String string) {
        return string.getString();
      }
    } catch (IOException | RuntimeException malformed) {
      // A string that is none of its type; others signed it, so it is read all the same.
    }
    return "#" + Octets.of(value.encoded()).hex();
  }

  private static PkiException refuse(String name, String value, String expected) {
    return new PkiException(Reason.MALFORMED_NAME, name + "=" + value + ", expected " + expected);
  }
}
