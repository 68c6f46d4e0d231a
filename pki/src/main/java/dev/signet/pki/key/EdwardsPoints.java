// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import java.math.BigInteger;
import java.util.Set;

/**
 * Points of few multiples on Ed25519 and Ed448 (RFC 8032): a signature that one of them verifies is
 * made by anybody, without a private key. Libraries read them as keys.
 */
final class EdwardsPoints {
  private static final BigInteger ED25519_FIELD =
      BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger ED448_FIELD =
      BigInteger.TWO.pow(448).subtract(BigInteger.TWO.pow(224)).subtract(BigInteger.ONE);

  /** The second coordinate of Ed25519's points of order 8; its negative is the other one. */
  private static final BigInteger OF_ORDER_EIGHT =
      new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);

  private static final Set<BigInteger> OF_ED25519 =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          ED25519_FIELD.subtract(BigInteger.ONE),
          OF_ORDER_EIGHT,
          ED25519_FIELD.subtract(OF_ORDER_EIGHT));

  private static final Set<BigInteger> OF_ED448 =
      Set.of(BigInteger.ZERO, BigInteger.ONE, ED448_FIELD.subtract(BigInteger.ONE));

  private EdwardsPoints() {}

  /** Whether the octets of a key of Ed25519, in their right number, are one of them. */
  static boolean isSmallOfEd25519(byte[] key) {
    return OF_ED25519.contains(secondCoordinate(key).mod(ED25519_FIELD));
  }

  /** Whether the octets of a key of Ed448, in their right number, are one of them. */
  static boolean isSmallOfEd448(byte[] key) {
    return OF_ED448.contains(secondCoordinate(key).mod(ED448_FIELD));
  }

  /** Its octets with the least first; the topmost bit is the sign of the other coordinate. */
  private static BigInteger secondCoordinate(byte[] key) {
    byte[] most = new byte[key.length];
    for (int i = 0; i < key.length; i++) {
      most[i] = key[key.length - 1 - i];
    }
    most[0] &= 0x7F;
    return new BigInteger(1, most);
  }
}
