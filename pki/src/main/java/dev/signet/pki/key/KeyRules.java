// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import dev.signet.pki.codec.Der;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a public key must be encoded to stand in something that we sign (RFC 3279, RFC 5480, RFC
 * 8410, RFC 9881). Keys of others are read however they are.
 */
final class KeyRules {
  private static final int UNCOMPRESSED = 4;
  private static final Set<Integer> DSA_BITS = Set.of(1024, 2048, 3072);
  private static final Set<Integer> DSA_SUBGROUP_BITS = Set.of(160, 224, 256);
  private static final int ED25519_OCTETS = 32;
  private static final int ED448_OCTETS = 57;
  private static final Map<Integer, Integer> ML_DSA_OCTETS =
      Map.of(
          KeySpec.ML_DSA_44.bits(), 1312,
          KeySpec.ML_DSA_65.bits(), 1952,
          KeySpec.ML_DSA_87.bits(), 2592);

  private KeyRules() {}

  /**
   * What is wrong with a key; empty when nothing is, and for kinds that are not known.
   *
   * @param parameters of its algorithm
   * @param key the octets of its bits
   */
  static Optional<String> fault(KeyFamily family, int bits, Optional<Der> parameters, byte[] key) {
    return switch (family) {
      case RSA ->
          expect(
                  parameters.filter(p -> p.is(Der.NULL)).isPresent(),
                  "RSA key " + described(parameters),
                  "NULL")
              .or(() -> rsa(key));
      case EC -> point(bits, key);
      case DSA -> dsa(parameters, key);
      case ED25519 ->
          bare(family, parameters)
              .or(() -> length(family, key, ED25519_OCTETS))
              .or(() -> point(family, EdwardsPoints.isSmallOfEd25519(key)));
      case ED448 ->
          bare(family, parameters)
              .or(() -> length(family, key, ED448_OCTETS))
              .or(() -> point(family, EdwardsPoints.isSmallOfEd448(key)));
      case ML_DSA ->
          bare(family, parameters)
              .or(() -> length(family, key, ML_DSA_OCTETS.getOrDefault(bits, 0)));
      case OTHER -> Optional.empty();
    };
  }

  private static Optional<String> rsa(byte[] key) {
    List<Der> numbers = Der.parse(key).sequence("RSAPublicKey", 2, 2);
    BigInteger modulus = numbers.get(0).integer();
    return expect(
            modulus.signum() > 0 && modulus.testBit(0),
            "RSA modulus that is " + (modulus.signum() > 0 ? "even" : "not positive"),
            "an odd, positive one")
        .or(() ->
            expect(
                numbers.get(1).integer().compareTo(modulus) < 0,
                "RSA exponent above the modulus",
                "one below it"));
  }

  private static Optional<String> point(int bits, byte[] key) {
    int octets = 1 + 2 * ((bits + 7) / 8);
    return expect(
        key.length == octets && key[0] == UNCOMPRESSED,
        "EC point of " + key.length + " octets that begins with " + (key.length > 0 ? key[0] : ""),
        "an uncompressed one: 4, then two coordinates, " + octets + " octets");
  }

  private static Optional<String> point(KeyFamily family, boolean small) {
    return expect(
        !small,
        family.jcaName() + " key that is a point of few multiples",
        "one that a private key made");
  }

  private static Optional<String> dsa(Optional<Der> parameters, byte[] key) {
    if (parameters.filter(p -> p.is(Der.SEQUENCE)).isEmpty()) {
      return Optional.of("DSA key " + described(parameters) + ", expected p, q and g");
    }
    List<BigInteger> group =
        parameters.get().sequence("Dss-Parms", 3, 3).stream().map(Der::integer).toList();
    BigInteger p = group.get(0);
    BigInteger q = group.get(1);
    BigInteger g = group.get(2);
    return expect(
            DSA_BITS.contains(p.bitLength()) && DSA_SUBGROUP_BITS.contains(q.bitLength()),
            "DSA key of " + p.bitLength() + " and " + q.bitLength() + " bits",
            "1024, 2048 or 3072, and 160, 224 or 256")
        .or(() ->
            expect(
                List.of(p, q, g, Der.parse(key).integer()).stream()
                    .allMatch(n -> n.compareTo(BigInteger.ONE) > 0 && n.compareTo(p) <= 0),
                "DSA number that is not above 1 or above p",
                "one between"));
  }

  private static Optional<String> bare(KeyFamily family, Optional<Der> parameters) {
    return expect(parameters.isEmpty(), family.jcaName() + " key " + described(parameters), "none");
  }

  private static Optional<String> length(KeyFamily family, byte[] key, int octets) {
    return expect(
        key.length == octets,
        family.jcaName() + " key of " + key.length + " octets",
        Integer.toString(octets));
  }

  private static String described(Optional<Der> parameters) {
    return parameters
        .map(p -> "with parameters of tag 0x" + Integer.toHexString(p.tag()))
        .orElse("without parameters");
  }

  private static Optional<String> expect(boolean good, String found, String expected) {
    return good ? Optional.empty() : Optional.of(found + ", expected " + expected);
  }
}
