// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

/**
 * Limits on a number.
 *
 * @param min the smallest value allowed
 * @param max the largest value allowed
 */
record Range(long min, long max) {
  /** Reports a value outside the limits. */
  void check(long value, InputValidation validation) {
    if (!validation.isOfRequest()) {
      return;
    }
    if (value < min) {
      validation.broken(
          Long.toString(value), "Member must have value greater than or equal to " + min);
    } else if (value > max) {
      validation.broken(
          Long.toString(value), "Member must have value less than or equal to " + max);
    }
  }
}
