// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Object identifiers as numbers with dots, from and to the content octets of X.690 section 8.19.
 * The common ones are read here: to load the library, whose jar is signed, takes a tenth of a
 * start.
 */
public final class ObjectIdentifierText {
  /** Numbers that a long holds. */
  private static final Pattern COMMON = Pattern.compile("[0-2](\\.(0|[1-9][0-9]{0,15}))+");

  private static final Pattern DOT = Pattern.compile("\\.");

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
    return COMMON.matcher(dotted).matches() ? common(dotted) : other(dotted);
  }

  private static byte[] common(String dotted) {
    long[] numbers = DOT.splitAsStream(dotted).mapToLong(Long::parseLong).toArray();
    long root = numbers[0];
    long second = numbers[1];
    if (root < 2 && second >= 40) {
      return other(dotted); // refused there
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    write(content, 40 * root + second);
    for (int i = 2; i < numbers.length; i++) {
      write(content, numbers[i]);
    }
    return content.toByteArray();
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
