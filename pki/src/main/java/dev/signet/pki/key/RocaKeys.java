// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * RSA moduli that one maker's chips generated from too few choices (CVE-2017-15361): their primes
 * are powers of 65537 modulo a product of small primes, so that others can factor them. By chance
 * one modulus in a hundred million looks so.
 */
final class RocaKeys {
  private static final int GENERATOR = 65_537;

  /** The small primes modulo which the powers are few. */
  private static final int[] PRIMES = {
    11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157
  };

  private static final Map<BigInteger, BitSet> POWERS = powers();

  private RocaKeys() {}

  static boolean contain(BigInteger modulus) {
    return POWERS.entrySet().stream()
        .allMatch(each -> each.getValue().get(modulus.mod(each.getKey()).intValue()));
  }

  private static Map<BigInteger, BitSet> powers() {
    Map<BigInteger, BitSet> all = new LinkedHashMap<>();
    for (int prime : PRIMES) {
      BitSet powers = new BitSet(prime);
      IntStream.iterate(1, power -> (int) ((long) power * GENERATOR % prime))
          .limit(prime)
          .forEach(powers::set);
      all.put(BigInteger.valueOf(prime), powers);
    }
    return all;
  }
}
