// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.object;

import dev.signet.bucket.BucketReason;
import dev.signet.kernel.Refusal;
import java.nio.charset.StandardCharsets;

/**
 * The name of an object: text like any other, in which dots and slashes mean nothing. Control
 * characters are refused, because XML and logs cannot carry them.
 */
public record ObjectKey(String text) {
  private static final int MOST = 1024; // octets of UTF-8

  /**
   * A name.
   *
   * @throws Refusal of reason LONG_KEY, or of kind INVALID
   */
  public ObjectKey {
    int octets = text.getBytes(StandardCharsets.UTF_8).length;
    if (octets > MOST) {
      throw new Refusal(
          BucketReason.LONG_KEY,
          "Your key is too long: " + octets + " octets, expected at most " + MOST);
    }
    if (text.isEmpty() || text.chars().anyMatch(ObjectKey::isUnwritable)) {
      throw Refusal.invalid(
          "the key has "
              + (text.isEmpty() ? "no characters" : "control characters")
              + ": expected 1 to "
              + MOST
              + " octets without them");
    }
  }

  /** What XML 1.0 has no way to write, and line ends. */
  private static boolean isUnwritable(int c) {
    return c < ' ' || (c >= 0x7f && c <= 0x9f) || c == 0xfffe || c == 0xffff;
  }

  /** As it is stored and sorted. */
  public byte[] octets() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads what is stored. */
  public static ObjectKey of(byte[] octets) {
    return new ObjectKey(new String(octets, StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return text;
  }
}
