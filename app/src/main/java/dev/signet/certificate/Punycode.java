// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

/**
 * Reads Punycode (RFC 3492) to see whether a label is any. The JDK's {@link java.net.IDN} does not
 * serve: it knows the names of 2003 only and refuses what registries hand out today.
 */
final class Punycode {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST_CODE_POINT = 0x80;

  private Punycode() {}

  /**
   * Whether this decodes to a text with a character beyond ASCII.
   *
   * @param encoded lower-case letters, digits and hyphens; what follows {@code xn--}
   */
  static boolean isValid(String encoded) {
    int codePoint = FIRST_CODE_POINT;
    int bias = FIRST_BIAS;
    int length = Math.max(encoded.lastIndexOf('-'), 0);
    int start = length == 0 ? 0 : length + 1;
    int at = 0;
    int place = start;
    while (place < encoded.length()) {
      long delta = at;
      long weight = 1;
      int k = BASE;
      while (true) {
        if (place == encoded.length() || encoded.charAt(place) == '-') {
          return false; // in the middle of a number, or a hyphen that delimits nothing
        }
        int digit = digit(encoded.charAt(place++));
        delta += digit * weight;
        int threshold = Math.clamp(k - bias, T_MIN, T_MAX);
        if (delta > Integer.MAX_VALUE) {
          return false;
        }
        if (digit < threshold) {
          break;
        }
        weight *= BASE - threshold;
        if (weight > Integer.MAX_VALUE) {
          return false;
        }
        k += BASE;
      }
      length++;
      bias = adapt((int) (delta - at), length, at == 0 && codePoint == FIRST_CODE_POINT);
      long next = codePoint + delta / length;
      if (next > Character.MAX_CODE_POINT
          || (next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE)) {
        return false;
      }
      codePoint = (int) next;
      at = (int) (delta % length) + 1;
    }
    return start < encoded.length();
  }

  private static int digit(char c) {
    return c <= '9' ? c - '0' + 26 : c - 'a';
  }

  private static int adapt(int distance, int length, boolean first) {
    int delta = first ? distance / DAMP : distance / 2;
    delta += delta / length;
    int k = 0;
    while (delta > (BASE - T_MIN) * T_MAX / 2) {
      delta /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
  }
}
