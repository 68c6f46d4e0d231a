// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import java.util.OptionalInt;

/**
 * The value of a basicConstraints extension (RFC 5280 section 4.2.1.9).
 *
 * @param ca whether the key may sign certificates
 * @param pathLength how many CA certificates may follow; only of a CA
 */
public record BasicConstraints(boolean ca, OptionalInt pathLength) {
  /** Not a CA. */
  public static final BasicConstraints END_ENTITY =
      new BasicConstraints(false, OptionalInt.empty());

  /** Checks that only a CA has a path length, and no negative one. */
  public BasicConstraints {
    if (pathLength.isPresent() && (!ca || pathLength.getAsInt() < 0)) {
      throw new IllegalArgumentException(
          "pathLenConstraint "
              + pathLength.getAsInt()
              + " with cA "
              + ca
              + ", expected a CA and at least 0");
    }
  }
}
