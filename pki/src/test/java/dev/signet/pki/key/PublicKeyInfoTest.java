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
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeyInfoTest {
  private static final KeyPolicy POLICY = new KeyPolicy(1024);

  private static PublicKeyInfo keyOf(String request) {
    return CertificateRequest.parse(bytes(request)).publicKey();
  }

  @ParameterizedTest
  @EnumSource(KeySpec.class)
  void everySpecIsRecognisedInTheKeysItMakes(KeySpec spec) {
    PublicKeyInfo key = TestKey.of(spec).info();
    assertThat(key.spec()).contains(spec);
    assertThat(key.algorithmName()).isEqualTo(spec.awsName());
    assertThat(KeySpec.named(spec.awsName())).contains(spec);
    POLICY.check(key);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa.csr, RSA_2048, 2048",
    "rsa1024.csr, RSA_1024, 1024",
    "p521.csr, EC_secp521r1, 521",
    "dsa1024.csr, DSA_1024, 1024",
    "ed25519.csr, Ed25519, 256",
    "ed448.csr, Ed448, 456"
  })
  void theKeysOfRequestsAreNamedAndAccepted(String request, String name, int bits) {
    PublicKeyInfo key = keyOf(request);
    assertThat(key.algorithmName()).isEqualTo(name);
    assertThat(key.bits()).isEqualTo(bits);
    POLICY.check(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256k1.csr", "p256-explicit-curve.csr"})
  void otherCurvesAndExplicitOnesAreRefused(String request) {
    assertRefused(Reason.UNSUPPORTED_KEY, () -> POLICY.check(keyOf(request)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa1024.csr", "dsa1024.csr"})
  void theMinimumIsASetting(String request) {
    assertRefused(Reason.UNSUPPORTED_KEY, () -> new KeyPolicy(2048).check(keyOf(request)))
        .contains("1024 bits, expected 2048");
  }

  @Test
  void hugeModuliAndOddExponentsOnlyKeepAServerBusyAndAreRefused() {
    BigInteger f4 = BigInteger.valueOf(65_537);
    assertRefused(Reason.UNSUPPORTED_KEY, () -> POLICY.check(rsa(16_384, f4)));
    assertRefused(
        Reason.UNSUPPORTED_KEY,
        () -> POLICY.check(rsa(2048, BigInteger.ONE.shiftLeft(32).add(f4))));
    assertRefused(Reason.UNSUPPORTED_KEY, () -> POLICY.check(rsa(2048, BigInteger.ONE)));
    assertRefused(
        Reason.UNSUPPORTED_KEY, () -> POLICY.check(rsa(2048, BigInteger.valueOf(65_536))));
    assertRefused(Reason.UNSUPPORTED_KEY, () -> POLICY.check(rsa(2048, f4.negate())));
    POLICY.check(rsa(2048, f4));
  }

  private static PublicKeyInfo rsa(int bits, BigInteger exponent) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    while (SmallFactors.divide(modulus)) {
      modulus = modulus.subtract(BigInteger.TWO);
    }
    byte[] key = DerWriter.sequence(DerWriter.integer(modulus), DerWriter.integer(exponent));
    return PublicKeyInfo.fromDer(
        DerWriter.sequence(
            DerWriter.sequence(DerWriter.oid("1.2.840.113549.1.1.1"), new byte[] {Der.NULL, 0}),
            DerWriter.bitString(key)));
  }

  @Test
  void theKeyIdIsTheSha1OfTheKeyBitsAsOpenSslComputesIt() {
    assertThat(keyOf("rsa.csr").keyId().hex())
        .isEqualTo("055d5e1f244868511e98451512a9986c9154dd42");
  }

  @Test
  void theEncodingIsKeptByteForByte() {
    byte[] der = TestKey.ec().pair().getPublic().getEncoded();
    assertThat(PublicKeyInfo.fromDer(der).der()).isEqualTo(der);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0500", "3000", "30030201 01", "300a30080606052a03040506"})
  void whatIsNoKeyIsRefused(String hex) {
    byte[] der = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertRefused(Reason.UNSUPPORTED_KEY, () -> PublicKeyInfo.fromDer(der));
  }
}
