// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Which public keys of requests are accepted.
 *
 * @param minimumRsaBits the shortest modulus, also of DSA keys
 */
public record KeyPolicy(int minimumRsaBits) {
  /** Longer moduli only serve to keep a server busy. */
  private static final int MAXIMUM_RSA_BITS = 8192;

  /** What Windows reads; OpenSSL and BoringSSL stop a little later. */
  private static final int MAXIMUM_EXPONENT_BITS = 32;

  /** What NIST and the CA/Browser Forum ask for. */
  private static final int STRONG_BITS = 2048;

  private static final BigInteger STRONG_EXPONENT = BigInteger.valueOf(65_537);

  /** Accepts the key or refuses it with {@link Reason#UNSUPPORTED_KEY}. */
  public void check(PublicKeyInfo key) {
    key.fault()
        .ifPresent(fault -> {
          throw new PkiException(Reason.UNSUPPORTED_KEY, fault);
        });
    switch (key.family()) {
      case RSA -> {
        checkModulus(key);
        BigInteger exponent = key.rsaExponent();
        if (exponent.bitLength() > MAXIMUM_EXPONENT_BITS
            || exponent.compareTo(BigInteger.TWO) <= 0
            || !exponent.testBit(0)) {
          throw refuse(
              "RSA exponent of " + exponent.bitLength() + " bits",
              "an odd one of 2 to " + MAXIMUM_EXPONENT_BITS + " bits");
        }
        if (SmallFactors.divide(key.rsaModulus())) {
          throw refuse(
              "RSA modulus with a factor up to " + SmallFactors.LARGEST, "two large primes");
        }
        if (RocaKeys.contain(key.rsaModulus())) {
          throw refuse("RSA key with the mark of CVE-2017-15361", "one of a sound generator");
        }
      }
      case DSA -> checkModulus(key);
      case OTHER ->
          throw refuse(
              "key algorithm " + key.algorithmName(),
              "RSA, DSA, EC P-256, P-384 or P-521, Ed25519, Ed448 or ML-DSA");
      default -> {}
    }
  }

  /** Why an accepted key is weaker than it should be, for a line in a log. */
  public static Optional<String> weakness(PublicKeyInfo key) {
    boolean rsa = key.family() == KeyFamily.RSA;
    if ((rsa || key.family() == KeyFamily.DSA) && key.bits() < STRONG_BITS) {
      return Optional.of(
          key.family().jcaName() + " key of " + key.bits() + " bits, expected " + STRONG_BITS);
    }
    return rsa && key.rsaExponent().compareTo(STRONG_EXPONENT) < 0
        ? Optional.of("RSA exponent " + key.rsaExponent() + ", expected " + STRONG_EXPONENT)
        : Optional.empty();
  }

  private void checkModulus(PublicKeyInfo key) {
    if (key.bits() < minimumRsaBits || key.bits() > MAXIMUM_RSA_BITS) {
      throw refuse(
          key.family().jcaName() + " key of " + key.bits() + " bits",
          minimumRsaBits + " to " + MAXIMUM_RSA_BITS);
    }
  }

  private static PkiException refuse(String found, String expected) {
    return new PkiException(Reason.UNSUPPORTED_KEY, found + ", expected " + expected);
  }
}
