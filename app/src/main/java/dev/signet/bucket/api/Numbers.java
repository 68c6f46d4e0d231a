// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bucket.api;

import dev.signet.bucket.S3Request;
import dev.signet.kernel.Refusal;

/** Numbers in the query. */
final class Numbers {
  private Numbers() {}

  /**
   * The number that a parameter is.
   *
   * @param absent where it was not sent
   * @throws Refusal of kind INVALID
   */
  static int of(S3Request request, String parameter, int absent) {
    String text = request.parameter(parameter).orElse("");
    if (text.isEmpty()) {
      return absent;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw Refusal.invalid(
          "Argument "
              + parameter
              + " must be an integer between 0 and 999999999, not '"
              + text
              + "'");
    }
    return Integer.parseInt(text);
  }
}
