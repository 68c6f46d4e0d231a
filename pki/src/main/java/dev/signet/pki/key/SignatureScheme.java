// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/**
 * How a CA signs, by the API's SigningAlgorithm names (RFC 4055, RFC 5758, RFC 9881). The same
 * algorithm identifier stands inside and outside of what is signed.
 */
public enum SignatureScheme {
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  SHA256WITHRSA(KeyFamily.RSA, "SHA256withRSA", "1.2.840.113549.1.1.11"),
  /** RSASSA-PKCS1-v1_5 with SHA-384. */
  SHA384WITHRSA(KeyFamily.RSA, "SHA384withRSA", "1.2.840.113549.1.1.12"),
  /** RSASSA-PKCS1-v1_5 with SHA-512. */
  SHA512WITHRSA(KeyFamily.RSA, "SHA512withRSA", "1.2.840.113549.1.1.13"),
  /** RSASSA-PSS with SHA-256 everywhere and a salt of 32 octets. */
  SHA256WITHRSA_PSS(KeyFamily.RSA, "RSASSA-PSS", Pss.OID),
  /** RSASSA-PSS with SHA-384 everywhere and a salt of 48 octets. */
  SHA384WITHRSA_PSS(KeyFamily.RSA, "RSASSA-PSS", Pss.OID),
  /** RSASSA-PSS with SHA-512 everywhere and a salt of 64 octets. */
  SHA512WITHRSA_PSS(KeyFamily.RSA, "RSASSA-PSS", Pss.OID),
  /** ECDSA with SHA-256, on any curve. */
  SHA256WITHECDSA(KeyFamily.EC, "SHA256withECDSA", "1.2.840.10045.4.3.2"),
  /** ECDSA with SHA-384, on any curve. */
  SHA384WITHECDSA(KeyFamily.EC, "SHA384withECDSA", "1.2.840.10045.4.3.3"),
  /** ECDSA with SHA-512, on any curve. */
  SHA512WITHECDSA(KeyFamily.EC, "SHA512withECDSA", "1.2.840.10045.4.3.4"),
  /** Pure ML-DSA-44 with an empty context. */
  ML_DSA_44(KeyFamily.ML_DSA, "ML-DSA-44", "2.16.840.1.101.3.4.3.17"),
  /** Pure ML-DSA-65 with an empty context. */
  ML_DSA_65(KeyFamily.ML_DSA, "ML-DSA-65", "2.16.840.1.101.3.4.3.18"),
  /** Pure ML-DSA-87 with an empty context. */
  ML_DSA_87(KeyFamily.ML_DSA, "ML-DSA-87", "2.16.840.1.101.3.4.3.19");

  private static final byte[] NULL = {Der.NULL, 0};

  private final KeyFamily family;
  private final String jcaName;
  private final String oid;

  SignatureScheme(KeyFamily family, String jcaName, String oid) {
    this.family = family;
    this.jcaName = jcaName;
    this.oid = oid;
  }

  /** The scheme with this SigningAlgorithm name. */
  public static Optional<SignatureScheme> named(String awsName) {
    return Arrays.stream(values()).filter(s -> s.name().equals(awsName)).findFirst();
  }

  /**
   * The scheme that goes with a key when nobody chose: SHA-256 for RSA, the hash of the curve's
   * size for EC, the parameter set's own for ML-DSA.
   */
  public static SignatureScheme usualFor(KeySpec key) {
    return switch (key) {
      case RSA_1024, RSA_2048, RSA_3072, RSA_4096 -> SHA256WITHRSA;
      case EC_P256 -> SHA256WITHECDSA;
      case EC_P384 -> SHA384WITHECDSA;
      case EC_P521 -> SHA512WITHECDSA;
      case ML_DSA_44 -> ML_DSA_44;
      case ML_DSA_65 -> ML_DSA_65;
      case ML_DSA_87 -> ML_DSA_87;
    };
  }

  /** The kind of key that makes such signatures. */
  public KeyFamily family() {
    return family;
  }

  /** The algorithm to ask the JCA for. */
  public String jcaName() {
    return jcaName;
  }

  /** The parameters to give a JCA signature before it is used, for PSS. */
  public Optional<AlgorithmParameterSpec> jcaParameters() {
    return pss().map(Pss::jca);
  }

  /**
   * The DER of the AlgorithmIdentifier. RFC 4055 wants NULL parameters for RSA; RFC 5758 and RFC
   * 9881 want none for the others.
   */
  public byte[] algorithmIdentifier() {
    byte[] name = DerWriter.oid(oid);
    return switch (family) {
      case RSA -> DerWriter.sequence(name, pss().map(Pss::parameters).orElse(NULL));
      default -> DerWriter.sequence(name);
    };
  }

  private Optional<Pss> pss() {
    return switch (this) {
      case SHA256WITHRSA_PSS -> Optional.of(Pss.SHA256);
      case SHA384WITHRSA_PSS -> Optional.of(Pss.SHA384);
      case SHA512WITHRSA_PSS -> Optional.of(Pss.SHA512);
      default -> Optional.empty();
    };
  }

  /** Whether a key of this spec makes such signatures. Any hash goes with any curve. */
  public boolean fits(KeySpec key) {
    return family == KeyFamily.ML_DSA ? key.name().equals(name()) : family == key.family();
  }

  /** Whether this key makes such signatures; RSA keys of unusual sizes do too. */
  public boolean fits(PublicKeyInfo key) {
    return key.spec().map(this::fits).orElse(family == key.family());
  }
}
