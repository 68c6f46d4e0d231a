// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The ASN.1 string types of names (RFC 5280 appendix A.1), and how strictly each is read. */
enum StringType {
  /** A few characters of ASCII. */
  PRINTABLE(0x13, "PrintableString", "[A-Za-z0-9 '()+,./:=?-]*"),
  /** Unicode. */
  UTF8(0x0C, "UTF8String", "(?s).*"),
  /** ASCII. */
  IA5(0x16, "IA5String", "\\p{ASCII}*"),
  /**
   * Read as ASCII only: beyond it the standard, OpenSSL and others see different characters, and
   * some see none.
   */
  TELETEX(0x14, "T61String", "\\p{ASCII}*"),
  /** Four octets a character. */
  UNIVERSAL(0x1C, "UniversalString", "(?s).*"),
  /** Two octets a character, so that it has no halves of one. */
  BMP(0x1E, "BMPString", "(?s).*");

  private static final Map<Integer, StringType> BY_TAG =
      Arrays.stream(values()).collect(Collectors.toMap(StringType::tag, Function.identity()));

  private final int tag;
  private final String title;
  private final Pattern alphabet;

  StringType(int tag, String title, String alphabet) {
    this.tag = tag;
    this.title = title;
    this.alphabet = Pattern.compile(alphabet);
  }

  /** The type with this identifier octet, if it is one of these. */
  static Optional<StringType> ofTag(int tag) {
    return Optional.ofNullable(BY_TAG.get(tag));
  }

  /** The identifier octet. */
  int tag() {
    return tag;
  }

  /** As standards name it. */
  String title() {
    return title;
  }

  /** What a text may consist of, for messages. */
  String alphabet() {
    return alphabet.pattern();
  }

  /** Whether its characters can be written in this type. */
  boolean holds(String text) {
    return isUnicode() || alphabet.matcher(text).matches();
  }

  private boolean isUnicode() {
    return this == UTF8 || this == UNIVERSAL || this == BMP;
  }

  /** The characters of a value; empty when its octets are none of this type. */
  Optional<String> read(byte[] octets) {
    Optional<String> text =
        switch (this) {
          case UTF8 -> decode(StandardCharsets.UTF_8, octets);
          case PRINTABLE, IA5, TELETEX -> decode(StandardCharsets.US_ASCII, octets);
          case BMP -> codePoints(octets, 2);
          case UNIVERSAL -> codePoints(octets, 4);
        };
    return text.filter(this::holds);
  }

  private static Optional<String> decode(Charset charset, byte[] octets) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  /** The JDK's decoders forgive byte order marks and halves of characters. */
  private static Optional<String> codePoints(byte[] octets, int width) {
    if (octets.length % width != 0) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < octets.length; i += width) {
      int codePoint = 0;
      for (int k = i; k < i + width; k++) {
        codePoint = codePoint << 8 | (octets[k] & 0xFF);
      }
      boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
      if (half || !Character.isValidCodePoint(codePoint)) {
        return Optional.empty();
      }
      text.appendCodePoint(codePoint);
    }
    return Optional.of(text.toString());
  }
}
