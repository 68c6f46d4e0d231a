// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.name;

import dev.signet.pki.codec.ObjectIdentifierText;

/** Which object identifiers everybody reads: the bounds are those of pyca's reader. */
public final class ObjectIdentifiers {
  /** What a readable one is, for messages. */
  public static final String READABLE = "63 octets at most, each number of 128 bits at most";

  private static final int MOST_OCTETS = 63;
  private static final int MOST_BITS = 128;

  private ObjectIdentifiers() {}

  /** Whether one in dotted form is short enough for every reader. */
  public static boolean isReadable(String dotted) {
    return isReadable(ObjectIdentifierText.content(dotted));
  }

  /** Whether one of these content octets is short enough for every reader. */
  static boolean isReadable(byte[] content) {
    int bits = 0;
    for (byte octet : content) {
      int seven = octet & 0x7F;
      bits = bits == 0 ? Integer.SIZE - Integer.numberOfLeadingZeros(seven) : bits + 7;
      if (bits > MOST_BITS) {
        return false;
      }
      bits = octet < 0 ? bits : 0; // the last octet of a number has no top bit
    }
    return content.length <= MOST_OCTETS;
  }
}
