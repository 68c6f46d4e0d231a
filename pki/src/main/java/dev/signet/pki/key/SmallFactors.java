// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import java.math.BigInteger;
import java.util.stream.LongStream;

/**
 * Factors that no RSA modulus has (Baseline Requirements section 6.1.6). That a modulus is no prime
 * itself is not asked: it takes longer than all else that issuing does, and harms its owner only.
 */
final class SmallFactors {
  /** Those that are looked for. */
  static final int LARGEST = 751;

  private static final BigInteger PRODUCT =
      LongStream.rangeClosed(2, LARGEST)
          .mapToObj(BigInteger::valueOf)
          .filter(number -> number.isProbablePrime(100))
          .reduce(BigInteger.ONE, BigInteger::multiply);

  private SmallFactors() {}

  static boolean divide(BigInteger modulus) {
    return !modulus.gcd(PRODUCT).equals(BigInteger.ONE);
  }
}
