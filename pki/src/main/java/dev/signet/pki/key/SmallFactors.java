// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Factors that no RSA modulus has (Baseline Requirements section 6.1.6). That a modulus is no prime
 * itself is not asked: it takes longer than all else that issuing does, and harms its owner only.
 */
final class SmallFactors {
  /** Those that are looked for. */
  static final int LARGEST = 751;

  /** Of all primes up to that one, as few as fit into an int: each is one pass of divisions. */
  private static final long[] PRODUCTS = products();

  private static final BigInteger PRODUCT =
      IntStream.range(0, PRODUCTS.length)
          .mapToObj(i -> BigInteger.valueOf(PRODUCTS[i]))
          .reduce(BigInteger.ONE, BigInteger::multiply);

  private SmallFactors() {}

  private static long[] products() {
    List<Long> products = new ArrayList<>();
    long product = 1;
    for (int number = 2; number <= LARGEST; number++) {
      if (BigInteger.valueOf(number).isProbablePrime(100)) {
        if (product * number > Integer.MAX_VALUE) {
          products.add(product);
          product = 1;
        }
        product *= number;
      }
    }
    products.add(product);
    return products.stream().mapToLong(Long::longValue).toArray();
  }

  /** Seven times faster than the greatest common divisor of the two large numbers. */
  static boolean divide(BigInteger modulus) {
    long[] remainders = remainders(modulus.mod(PRODUCT));
    return IntStream.range(0, PRODUCTS.length)
        .anyMatch(i -> greatestCommonDivisor(PRODUCTS[i], remainders[i]) > 1);
  }

  private static long[] remainders(BigInteger number) {
    byte[] octets = number.toByteArray();
    ByteBuffer words = ByteBuffer.allocate((octets.length + 3) / 4 * 4);
    words.position(words.capacity() - octets.length).put(octets).flip();
    long[] remainders = new long[PRODUCTS.length];
    while (words.hasRemaining()) {
      long word = Integer.toUnsignedLong(words.getInt());
      for (int i = 0; i < remainders.length; i++) {
        remainders[i] = (remainders[i] << 32 | word) % PRODUCTS[i];
      }
    }
    return remainders;
  }

  private static long greatestCommonDivisor(long one, long other) {
    return other == 0 ? one : greatestCommonDivisor(other, one % other);
  }
}
