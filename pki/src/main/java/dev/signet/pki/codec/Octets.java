// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import java.util.Arrays;
import java.util.HexFormat;

/** Immutable octets with value equality, for public data: identifiers, digests, encodings. */
public final class Octets {
  private final byte[] octets;

  private Octets(byte[] octets) {
    this.octets = octets;
  }

  /** A copy of these octets. */
  public static Octets of(byte[] octets) {
    return new Octets(octets.clone());
  }

  /** Reads hexadecimal digits of either case. */
  public static Octets ofHex(String hex) {
    return new Octets(HexFormat.of().parseHex(hex));
  }

  /** A copy, for callers to keep. */
  public byte[] bytes() {
    return octets.clone();
  }

  /** How many octets. */
  public int length() {
    return octets.length;
  }

  /** The octet at an index, 0 to 255. */
  public int at(int index) {
    return octets[index] & 0xFF;
  }

  /** Lower-case hexadecimal digits, two for each octet. */
  public String hex() {
    return HexFormat.of().formatHex(octets);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return hex();
  }
}
