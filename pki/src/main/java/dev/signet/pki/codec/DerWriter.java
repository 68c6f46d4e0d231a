// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import dev.signet.pki.PkiException.Reason;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes DER from finished parts, so that a part once read is written again exactly as it was. */
public final class DerWriter {
  private static final DateTimeFormatter UTC_TIME = format("yyMMddHHmmss'Z'");
  private static final DateTimeFormatter GENERALIZED_TIME = format("uuuuMMddHHmmss'Z'");

  private DerWriter() {}

  /** An element with this identifier octet. */
  public static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 6);
    out.writeBytes(header(tag, content.length));
    out.writeBytes(content);
    return out.toByteArray();
  }

  /** Identifier and length octets of an element whose content follows. */
  public static byte[] header(int tag, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(6);
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else {
      int count = (39 - Integer.numberOfLeadingZeros(length)) / 8;
      out.write(0x80 | count);
      for (int shift = (count - 1) * 8; shift >= 0; shift -= 8) {
        out.write(length >> shift);
      }
    }
    return out.toByteArray();
  }

  /** A SEQUENCE of finished elements. */
  public static byte[] sequence(byte[]... elements) {
    return element(Der.SEQUENCE, concat(List.of(elements)));
  }

  /** A SEQUENCE of finished elements. */
  public static byte[] sequence(List<byte[]> elements) {
    return element(Der.SEQUENCE, concat(elements));
  }

  /** A context tag around a constructed value. */
  public static byte[] explicit(int number, byte[] element) {
    return element(0xA0 | number, element);
  }

  /** A context tag in place of a primitive value's own. */
  public static byte[] implicit(int number, byte[] content) {
    return element(0x80 | number, content);
  }

  /** An INTEGER. */
  public static byte[] integer(BigInteger value) {
    return element(Der.INTEGER, value.toByteArray());
  }

  /** BOOLEAN TRUE; DER leaves a default FALSE out. */
  public static byte[] yes() {
    return element(Der.BOOLEAN, new byte[] {-1});
  }

  /** An OBJECT IDENTIFIER from its dotted form; refuses with {@link Reason#MALFORMED_NAME}. */
  public static byte[] oid(String dotted) {
    return element(Der.OBJECT_IDENTIFIER, ObjectIdentifierText.content(dotted));
  }

  /** An OCTET STRING. */
  public static byte[] octetString(byte[] octets) {
    return element(Der.OCTET_STRING, octets);
  }

  /** A BIT STRING of whole octets. */
  public static byte[] bitString(byte[] octets) {
    byte[] content = new byte[octets.length + 1];
    System.arraycopy(octets, 0, content, 1, octets.length);
    return element(Der.BIT_STRING, content);
  }

  /** An ENUMERATED. */
  public static byte[] enumerated(int value) {
    return element(0x0A, BigInteger.valueOf(value).toByteArray());
  }

  /** A UTF8String. */
  public static byte[] utf8(String text) {
    return element(0x0C, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The octets of an IA5String's content; the caller has checked that it is ASCII. */
  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A Time as RFC 5280 section 4.1.2.5 wants it: UTCTime through 2049, GeneralizedTime after. */
  public static byte[] time(Instant instant) {
    boolean utc = instant.atZone(ZoneOffset.UTC).getYear() < 2050;
    String text = (utc ? UTC_TIME : GENERALIZED_TIME).format(instant);
    return element(utc ? 0x17 : 0x18, ascii(text));
  }

  /** A GeneralizedTime, to the second. */
  public static byte[] generalizedTime(Instant instant) {
    return element(0x18, ascii(GENERALIZED_TIME.format(instant)));
  }

  /** Finished elements one after the other. */
  public static byte[] concat(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
