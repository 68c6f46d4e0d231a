// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Object identifiers as numbers with dots, from and to the content octets of X.690 section 8.19.
 * The common ones are read here: to load the library, whose jar is signed, takes a tenth of a
 * start.
 */
public final class ObjectIdentifierText {
  /** Of a number that a long holds. */
  private static final int MOST_DIGITS = 16;

  private static final long UNCOMMON = -1;

  private static final int MOST_OCTETS_OF_A_LONG = 8;

  private ObjectIdentifierText() {}

  /**
   * The dotted form of content octets.
   *
   * @throws IllegalArgumentException when they are none: a number begins with zeros, or has no end
   */
  public static String of(byte[] content) {
    StringBuilder dotted = new StringBuilder();
    long number = 0;
    int octets = 0;
    for (byte octet : content) {
      number = (number << 7) | (octet & 0x7F);
      octets++;
      boolean padded = octets == 1 && octet == (byte) 0x80;
      if (padded || octets > MOST_OCTETS_OF_A_LONG) {
        return readByLibrary(content);
      }
      if (octet >= 0) {
        append(dotted, number);
        number = 0;
        octets = 0;
      }
    }
    return octets > 0 || dotted.isEmpty() ? readByLibrary(content) : dotted.toString();
  }

  private static String readByLibrary(byte[] content) {
    return ASN1ObjectIdentifier.fromContents(content).getId();
  }

  private static void append(StringBuilder dotted, long number) {
    if (dotted.isEmpty()) { // the first two numbers are in one
      long root = Math.min(number / 40, 2);
      dotted.append(root).append('.').append(number - 40 * root);
    } else {
      dotted.append('.').append(number);
    }
  }

  /** The content octets of a dotted form; refuses with {@link Reason#MALFORMED_NAME}. */
  public static byte[] content(String dotted) {
    ByteArrayOutputStream content = new ByteArrayOutputStream(dotted.length());
    long root = -1;
    int numbers = 0;
    for (int from = 0; from <= dotted.length(); numbers++) {
      int dot = dotted.indexOf('.', from);
      int to = dot < 0 ? dotted.length() : dot;
      long number = number(dotted, from, to);
      boolean common = number >= 0 && (numbers > 0 || number <= 2);
      if (!common || (numbers == 1 && root < 2 && number >= 40)) {
        return other(dotted);
      }
      if (numbers == 0) {
        root = number; // the first two numbers are in one
      } else {
        write(content, numbers == 1 ? 40 * root + number : number);
      }
      from = to + 1;
    }
    return numbers > 1 ? content.toByteArray() : other(dotted);
  }

  /** Not by a regular expression: each certificate is written and checked with dozens of these. */
  private static long number(String text, int from, int to) {
    int digits = to - from;
    if (digits == 0 || digits > MOST_DIGITS || (digits > 1 && text.charAt(from) == '0')) {
      return UNCOMMON;
    }
    long number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return UNCOMMON;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private static void write(ByteArrayOutputStream content, long number) {
    int groups = Math.max(1, (70 - Long.numberOfLeadingZeros(number)) / 7);
    for (int i = groups - 1; i > 0; i--) {
      content.write(0x80 | ((int) (number >> (7 * i)) & 0x7F));
    }
    content.write((int) number & 0x7F);
  }

  private static byte[] other(String dotted) {
    try {
      return Der.parse(new ASN1ObjectIdentifier(dotted).getEncoded()).content();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalArgumentException e) {
      throw new PkiException(
          Reason.MALFORMED_NAME,
          "object identifier '" + dotted + "', expected numbers and dots",
          e);
    }
  }
}
