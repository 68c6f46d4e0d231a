// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/** The keys that CAs and certificates can have, by the API's KeyAlgorithm names. */
public enum KeySpec {
  /** RSA with a modulus of 1024 bits: too short for a new key, but some are brought. */
  RSA_1024("RSA_1024", KeyFamily.RSA, 1024, "RSA"),
  /** RSA with a modulus of 2048 bits. */
  RSA_2048("RSA_2048", KeyFamily.RSA, 2048, "RSA"),
  /** RSA with a modulus of 3072 bits. */
  RSA_3072("RSA_3072", KeyFamily.RSA, 3072, "RSA"),
  /** RSA with a modulus of 4096 bits. */
  RSA_4096("RSA_4096", KeyFamily.RSA, 4096, "RSA"),
  /** The curve P-256. */
  EC_P256("EC_prime256v1", KeyFamily.EC, 256, "secp256r1"),
  /** The curve P-384. */
  EC_P384("EC_secp384r1", KeyFamily.EC, 384, "secp384r1"),
  /** The curve P-521. */
  EC_P521("EC_secp521r1", KeyFamily.EC, 521, "secp521r1"),
  /** FIPS 204, security category 2. */
  ML_DSA_44("ML_DSA_44", KeyFamily.ML_DSA, 10496, "ML-DSA-44"),
  /** FIPS 204, security category 3. */
  ML_DSA_65("ML_DSA_65", KeyFamily.ML_DSA, 15616, "ML-DSA-65"),
  /** FIPS 204, security category 5. */
  ML_DSA_87("ML_DSA_87", KeyFamily.ML_DSA, 20736, "ML-DSA-87");

  private final String awsName;
  private final KeyFamily family;
  private final int bits;
  private final String jcaParameters;

  KeySpec(String awsName, KeyFamily family, int bits, String jcaParameters) {
    this.awsName = awsName;
    this.family = family;
    this.bits = bits;
    this.jcaParameters = jcaParameters;
  }

  /** The spec with this KeyAlgorithm name. */
  public static Optional<KeySpec> named(String awsName) {
    return Arrays.stream(values()).filter(s -> s.awsName.equals(awsName)).findFirst();
  }

  /** The API's KeyAlgorithm name, {@code EC_prime256v1}. */
  public String awsName() {
    return awsName;
  }

  /** Its kind. */
  public KeyFamily family() {
    return family;
  }

  /** Whether it is strong enough for a key that is made today. */
  public boolean isForNewKeys() {
    return this != RSA_1024;
  }

  /** Size in bits: of the modulus, the field or the encoded ML-DSA public key. */
  public int bits() {
    return bits;
  }

  /** Parameters for a key pair generator of the family's JCA name. RSA: public exponent 65537. */
  public AlgorithmParameterSpec generationParameters() {
    return switch (family) {
      case RSA -> new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
      case EC -> new ECGenParameterSpec(jcaParameters);
      default -> new NamedParameterSpec(jcaParameters);
    };
  }
}
