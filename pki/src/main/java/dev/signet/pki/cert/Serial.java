// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import dev.signet.pki.codec.Octets;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A certificate's serial number: the content octets of its INTEGER. Ours are always 16 octets that
 * begin with the bits 01; those of other CAs are kept as they are, negative ones too.
 */
public final class Serial {
  /** How many random octets a serial of ours takes. */
  public static final int RANDOM_OCTETS = 16;

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{1,40}");

  private final Octets content;

  private Serial(Octets content) {
    this.content = content;
  }

  /**
   * A new serial with 126 random bits.
   *
   * @param random {@link #RANDOM_OCTETS} octets from a cryptographically strong source
   */
  public static Serial fromRandom(byte[] random) {
    if (random.length != RANDOM_OCTETS) {
      throw new IllegalArgumentException(
          random.length + " random octets, expected " + RANDOM_OCTETS);
    }
    byte[] octets = random.clone();
    octets[0] = (byte) ((octets[0] & 0x3F) | 0x40);
    return new Serial(Octets.of(octets));
  }

  /** A serial that something carries: the content octets of its INTEGER. */
  public static Serial ofContent(byte[] content) {
    return new Serial(Octets.of(content));
  }

  /**
   * Reads a positive serial as people and clients write it: either case, with or without colons,
   * blanks, {@code 0x} and leading zeros. Empty when it is not hexadecimal or too long.
   */
  public static Optional<Serial> ofHex(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replace(":", "").replace(" ", "");
    String digits = plain.startsWith("0x") ? plain.substring(2) : plain;
    return HEX.matcher(digits).matches()
        ? Optional.of(ofContent(new BigInteger(digits, 16).toByteArray()))
        : Optional.empty();
  }

  /** The number. */
  public BigInteger value() {
    return new BigInteger(content.bytes());
  }

  /** The content octets of the INTEGER. */
  public Octets content() {
    return content;
  }

  /** Lower-case digits, two for each octet; of ours always 32. */
  public String hex() {
    return HexFormat.of().formatHex(magnitude());
  }

  /** Pairs of lower-case digits with colons, {@code 03:e9}. */
  public String colons() {
    return HexFormat.ofDelimiter(":").formatHex(magnitude());
  }

  /** Decimal digits. */
  public String decimal() {
    return value().toString();
  }

  /** The octets without the zero that only keeps a number positive. */
  private byte[] magnitude() {
    byte[] octets = content.bytes();
    return octets.length > 1 && octets[0] == 0
        ? Arrays.copyOfRange(octets, 1, octets.length)
        : octets;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Serial that && content.equals(that.content);
  }

  @Override
  public int hashCode() {
    return content.hashCode();
  }

  @Override
  public String toString() {
    return hex();
  }
}
