// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import static dev.signet.pki.Refusals.assertRefused;
import static dev.signet.pki.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.TestKey;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.csr.CertificateRequest;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which encodings of keys may stand in a certificate: one for each key. */
class KeyFormsTest {
  private static final KeyPolicy POLICY = new KeyPolicy(1024);
  private static final byte[] NULL = {Der.NULL, 0};

  @Test
  void anEcPointIsUncompressed() {
    PublicKeyInfo key = TestKey.ec().info();
    byte[] point = bits(key);
    byte[] compressed = Arrays.copyOf(point, 33);
    compressed[0] = (byte) (2 | (point[64] & 1));
    byte[] hybrid = point.clone();
    hybrid[0] = (byte) (6 | (point[64] & 1));
    for (byte[] other : List.of(compressed, hybrid, new byte[1], Arrays.copyOf(point, 64))) {
      assertMalformed(algorithm(key), other, "an uncompressed one");
    }
    POLICY.check(PublicKeyInfo.fromDer(spki(algorithm(key), point)));
  }

  @Test
  void anRsaKeyHasNullParametersAndAnOddModulus() {
    PublicKeyInfo key = TestKey.of(KeySpec.RSA_2048).info();
    byte[] oid = DerWriter.oid("1.2.840.113549.1.1.1");
    assertMalformed(DerWriter.sequence(oid), bits(key), "without parameters, expected NULL");
    assertMalformed(DerWriter.sequence(oid, oid), bits(key), "tag 0x6, expected NULL");
    BigInteger f4 = BigInteger.valueOf(65_537);
    byte[] even = rsa(BigInteger.ONE.shiftLeft(2047), f4);
    assertMalformed(DerWriter.sequence(oid, NULL), even, "even");
    byte[] negative = rsa(BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE).negate(), f4);
    assertMalformed(DerWriter.sequence(oid, NULL), negative, "not positive");
    POLICY.check(PublicKeyInfo.fromDer(spki(DerWriter.sequence(oid, NULL), bits(key))));
  }

  @Test
  void aDsaKeyBringsItsGroup() {
    PublicKeyInfo key = CertificateRequest.parse(bytes("dsa1024.csr")).publicKey();
    POLICY.check(key);
    byte[] oid = DerWriter.oid("1.2.840.10040.4.1");
    assertMalformed(DerWriter.sequence(oid), bits(key), "expected p, q and g");
    byte[] one = DerWriter.integer(BigInteger.ONE);
    byte[] small = DerWriter.sequence(one, one, one);
    assertMalformed(DerWriter.sequence(oid, small), bits(key), "of 1 and 1 bits");
    assertMalformed(algorithm(key), one, "not above 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519.csr", "ed448.csr"})
  void anEdwardsKeyHasItsLengthAndNoParameters(String request) {
    PublicKeyInfo key = CertificateRequest.parse(bytes(request)).publicKey();
    assertBare(key);
  }

  @ParameterizedTest
  @EnumSource(
      value = KeySpec.class,
      names = {"ML_DSA_44", "ML_DSA_65", "ML_DSA_87"})
  void anMlDsaKeyHasItsLengthAndNoParameters(KeySpec spec) {
    assertBare(TestKey.of(spec).info());
  }

  private static void assertBare(PublicKeyInfo key) {
    POLICY.check(key);
    byte[] oid = Der.parse(algorithm(key)).children().getFirst().encoded();
    assertMalformed(DerWriter.sequence(oid, NULL), bits(key), "expected none");
    byte[] longer = Arrays.copyOf(bits(key), bits(key).length + 1);
    assertMalformed(DerWriter.sequence(oid), longer, "octets, expected " + bits(key).length);
  }

  /** As the vulnerable chips made them: primes that are powers of 65537 modulo small primes. */
  @Test
  void aKeyThatOthersCanFactorIsRefused() {
    BigInteger small = BigInteger.TWO;
    BigInteger product = BigInteger.ONE;
    while (product.bitLength() < 970) {
      product = product.multiply(small);
      small = small.nextProbablePrime();
    }
    BigInteger f4 = BigInteger.valueOf(65_537);
    BigInteger one = f4.modPow(BigInteger.valueOf(1234), product).add(product.shiftLeft(53));
    BigInteger two = f4.modPow(BigInteger.valueOf(4321), product).add(product.shiftLeft(54));
    byte[] oid = DerWriter.oid("1.2.840.113549.1.1.1");
    assertMalformed(DerWriter.sequence(oid, NULL), rsa(one.multiply(two), f4), "CVE-2017-15361");
  }

  @Test
  void anRsaModulusHasNoSmallFactor() {
    BigInteger f4 = BigInteger.valueOf(65_537);
    byte[] oid = DerWriter.oid("1.2.840.113549.1.1.1");
    for (int factor : new int[] {3, 5, 743, 751}) {
      BigInteger other = BigInteger.ONE.shiftLeft(2046).nextProbablePrime();
      byte[] key = rsa(BigInteger.valueOf(factor).multiply(other), f4);
      assertMalformed(DerWriter.sequence(oid, NULL), key, "with a factor up to 751");
    }
  }

  /** The blocklist of libsodium, each with either sign. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void anEd25519KeyIsNoPointThatAnybodySignsFor(String hex) {
    byte[] key = HexFormat.of().parseHex(hex);
    byte[] algorithm = DerWriter.sequence(DerWriter.oid("1.3.101.112"));
    assertMalformed(algorithm, key, "point of few multiples");
    key[31] ^= (byte) 0x80;
    assertMalformed(algorithm, key, "point of few multiples");
  }

  @Test
  void anEd448KeyIsNoPointThatAnybodySignsFor() {
    byte[] algorithm = DerWriter.sequence(DerWriter.oid("1.3.101.113"));
    for (int first : new int[] {0, 1}) {
      byte[] key = new byte[57];
      key[0] = (byte) first;
      assertMalformed(algorithm, key, "point of few multiples");
      key[56] = (byte) 0x80;
      assertMalformed(algorithm, key, "point of few multiples");
    }
    byte[] last = new byte[57]; // p - 1
    Arrays.fill(last, 0, 56, (byte) 0xFF);
    last[0] = (byte) 0xFE;
    last[28] = (byte) 0xFE;
    assertMalformed(algorithm, last, "point of few multiples");
  }

  @Test
  void aWeakKeyIsAcceptedAndSaidToBeWeak() {
    PublicKeyInfo small = CertificateRequest.parse(bytes("rsa1024.csr")).publicKey();
    POLICY.check(small);
    assertThat(KeyPolicy.weakness(small)).contains("RSA key of 1024 bits, expected 2048");
    PublicKeyInfo usual = TestKey.of(KeySpec.RSA_2048).info();
    BigInteger modulus = usual.rsaModulus();
    byte[] three = rsa(modulus, BigInteger.valueOf(3));
    PublicKeyInfo low = PublicKeyInfo.fromDer(spki(algorithm(usual), three));
    POLICY.check(low);
    assertThat(KeyPolicy.weakness(low)).contains("RSA exponent 3, expected 65537");
    assertThat(KeyPolicy.weakness(usual)).isEmpty();
    assertThat(KeyPolicy.weakness(TestKey.ec().info())).isEmpty();
  }

  private static void assertMalformed(byte[] algorithm, byte[] key, String message) {
    assertRefused(
            Reason.UNSUPPORTED_KEY, () -> POLICY.check(PublicKeyInfo.fromDer(spki(algorithm, key))))
        .contains(message);
  }

  private static byte[] rsa(BigInteger modulus, BigInteger exponent) {
    return DerWriter.sequence(DerWriter.integer(modulus), DerWriter.integer(exponent));
  }

  private static byte[] spki(byte[] algorithm, byte[] key) {
    return DerWriter.sequence(algorithm, DerWriter.bitString(key));
  }

  private static byte[] algorithm(PublicKeyInfo key) {
    return Der.parse(key.der()).children().getFirst().encoded();
  }

  private static byte[] bits(PublicKeyInfo key) {
    return Der.parse(key.der()).children().getLast().wholeBits();
  }
}
