// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.name.AttributeType.StringType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
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
    if (value.isEmpty() || value.indexOf('\0') >= 0) {
      throw refuse(name, value, "at least one character and no NUL");
    }
    if (!stringType.holds.matcher(value).matches()) {
      throw refuse(name, value, "characters of " + stringType.holds.pattern());
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw refuse(name, value, "complete Unicode characters");
    }
    return DerWriter.sequence(
        DerWriter.oid(attribute.oid()),
        DerWriter.element(stringType.tag, value.getBytes(StandardCharsets.UTF_8)));
  }

  private static void checkLength(AttributeType type, String value) {
    if (type == AttributeType.COUNTRY && !value.matches("[A-Za-z]{2}")) {
      throw refuse("C", value, "exactly two letters");
    }
    int length =
        type == AttributeType.COMMON_NAME
            ? value.getBytes(StandardCharsets.UTF_8).length
            : value.codePointCount(0, value.length());
    if (length > type.limit()) {
      throw refuse(type.keyword(), value, "at most " + type.limit());
    }
  }

  static Attribute decode(Der typeAndValue) {
    List<Der> parts = typeAndValue.sequence("AttributeTypeAndValue", 2, 2);
    byte[] oid = parts.get(0).require(Der.OBJECT_IDENTIFIER, "attribute type").content();
    return new Attribute(ASN1ObjectIdentifier.fromContents(oid).getId(), text(parts.get(1)));
  }

  /** The text of any ASN.1 string; of another kind of value its encoding, as RFC 4514 writes it. */
  private static String text(Der value) {
    try {
      return ASN1Primitive.fromByteArray(value.encoded()) instanceof ASN1String string
          ? string.getString()
          : "#" + Octets.of(value.encoded()).hex();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PkiException refuse(String name, String value, String expected) {
    return new PkiException(Reason.MALFORMED_NAME, name + "=" + value + ", expected " + expected);
  }
}
