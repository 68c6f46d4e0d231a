// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import org.jspecify.annotations.Nullable;

/**
 * Limits on a length: code points of text, bytes of a blob, entries of a list or map.
 *
 * @param min the smallest length allowed
 * @param max the largest length allowed
 */
record Length(long min, long max) {
  static final Length ANY = new Length(0, Long.MAX_VALUE);

  boolean isAny() {
    return min == 0 && max == Long.MAX_VALUE;
  }

  /**
   * Reports a length outside the limits; {@code shown} is the value, or null when it is not to be
   * shown.
   */
  boolean check(long length, @Nullable String shown, InputValidation validation) {
    if (!validation.isOfRequest()) {
      return true;
    }
    if (length < min) {
      validation.broken(shown, "Member must have length greater than or equal to " + min);
    } else if (length > max) {
      validation.broken(shown, "Member must have length less than or equal to " + max);
    }
    return length >= min && length <= max;
  }
}
