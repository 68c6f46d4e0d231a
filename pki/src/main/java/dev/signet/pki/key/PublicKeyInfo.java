// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.Digest;
import dev.signet.pki.codec.ObjectIdentifierText;
import dev.signet.pki.codec.Octets;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7), kept as the bytes it was read from. */
public final class PublicKeyInfo {
  private static final Map<String, Integer> CURVE_BITS =
      Map.of("1.2.840.10045.3.1.7", 256, "1.3.132.0.34", 384, "1.3.132.0.35", 521);

  private final Octets der;
  private final String algorithm;
  private final KeyFamily family;
  private final int bits;
  private final BigInteger rsaExponent;
  private final BigInteger rsaModulus;
  private final Optional<String> fault;
  private final Octets keyId;
  private volatile @Nullable Decoded decoded; // by whoever used it last

  private record Decoded(Optional<String> provider, PublicKey key) {}

  private PublicKeyInfo(
      Octets der, String algorithm, Shape shape, Optional<String> fault, Octets keyId) {
    this.der = der;
    this.algorithm = algorithm;
    this.family = shape.family();
    this.bits = shape.bits();
    this.rsaExponent = shape.rsaExponent();
    this.rsaModulus = shape.rsaModulus();
    this.fault = fault;
    this.keyId = keyId;
  }

  /** What the parameters and the key bits say. */
  private record Shape(KeyFamily family, int bits, BigInteger rsaModulus, BigInteger rsaExponent) {
    static Shape of(KeyFamily family, int bits) {
      return new Shape(family, bits, BigInteger.ZERO, BigInteger.ZERO);
    }
  }

  /**
   * Reads a key of any kind; refuses with {@link Reason#UNSUPPORTED_KEY} only what is no key at
   * all. Whether its kind and size are acceptable is {@link KeyPolicy}'s answer.
   */
  public static PublicKeyInfo fromDer(byte[] der) {
    return Decoding.as(Reason.UNSUPPORTED_KEY, "public key", () -> read(der));
  }

  private static PublicKeyInfo read(byte[] der) {
    List<Der> parts = Der.parse(der).sequence("SubjectPublicKeyInfo", 2, 2);
    List<Der> identifier = parts.get(0).sequence("AlgorithmIdentifier", 1, 2);
    String oid = oid(identifier.get(0));
    Optional<Der> parameters = identifier.stream().skip(1).findFirst();
    byte[] key = parts.get(1).wholeBits();
    Shape shape = shape(oid, parameters, key);
    return new PublicKeyInfo(
        Octets.of(der),
        oid,
        shape,
        KeyRules.fault(shape.family(), shape.bits(), parameters, key),
        Digest.SHA_1.of(key));
  }

  private static Shape shape(String oid, Optional<Der> parameters, byte[] key) {
    return switch (oid) {
      case "1.2.840.113549.1.1.1" -> rsa(key);
      case "1.2.840.10045.2.1" ->
          parameters
              .filter(p -> p.is(Der.OBJECT_IDENTIFIER))
              .map(p -> CURVE_BITS.get(oid(p)))
              .map(bits -> Shape.of(KeyFamily.EC, bits))
              .orElse(Shape.of(KeyFamily.OTHER, 0));
      case "1.2.840.10040.4.1" -> Shape.of(KeyFamily.DSA, dsaBits(parameters));
      case "1.3.101.112" -> Shape.of(KeyFamily.ED25519, 256);
      case "1.3.101.113" -> Shape.of(KeyFamily.ED448, 456);
      case "2.16.840.1.101.3.4.3.17" -> Shape.of(KeyFamily.ML_DSA, KeySpec.ML_DSA_44.bits());
      case "2.16.840.1.101.3.4.3.18" -> Shape.of(KeyFamily.ML_DSA, KeySpec.ML_DSA_65.bits());
      case "2.16.840.1.101.3.4.3.19" -> Shape.of(KeyFamily.ML_DSA, KeySpec.ML_DSA_87.bits());
      default -> Shape.of(KeyFamily.OTHER, 0);
    };
  }

  private static Shape rsa(byte[] key) {
    List<Der> numbers = Der.parse(key).sequence("RSAPublicKey", 2, 2);
    BigInteger modulus = numbers.get(0).integer();
    return new Shape(KeyFamily.RSA, modulus.bitLength(), modulus, numbers.get(1).integer());
  }

  private static int dsaBits(Optional<Der> parameters) {
    return parameters
        .filter(p -> p.is(Der.SEQUENCE))
        .map(p -> p.sequence("Dss-Parms", 3, 3).getFirst().integer().bitLength())
        .orElse(0);
  }

  /** The encoding, byte for byte as read. */
  public byte[] der() {
    return der.bytes();
  }

  /** The kind of key. */
  public KeyFamily family() {
    return family;
  }

  /** Size in bits of the modulus, field or key; 0 when unknown. */
  public int bits() {
    return bits;
  }

  /** Why its encoding may not stand in anything that we sign; empty when it may. */
  public Optional<String> fault() {
    return fault;
  }

  /** The modulus of an RSA key, else 0. */
  BigInteger rsaModulus() {
    return rsaModulus;
  }

  /** The public exponent of an RSA key, else 0. */
  BigInteger rsaExponent() {
    return rsaExponent;
  }

  /** The spec that this key meets, if it is one of those. */
  public Optional<KeySpec> spec() {
    return Arrays.stream(KeySpec.values())
        .filter(s -> s.family() == family && s.bits() == bits)
        .findFirst();
  }

  /** The API's name where it has one ({@code RSA_2048}), else like {@code DSA_1024} or an OID. */
  public String algorithmName() {
    return spec()
        .map(KeySpec::awsName)
        .orElseGet(() ->
            switch (family) {
              case RSA, DSA -> family.jcaName() + "_" + bits;
              case OTHER -> algorithm;
              default -> family.jcaName();
            });
  }

  /** SHA-1 of the key bits, 20 octets: RFC 5280 section 4.2.1.2 method 1. */
  public Octets keyId() {
    return keyId;
  }

  /** Another hash of the key bits, as OCSP names a CA's key (RFC 6960 section 4.1.1). */
  public Octets keyHash(Digest digest) {
    return digest.of(Der.parse(der.bytes()).children().getLast().wholeBits());
  }

  /** As a provider uses it; empty is the JDK's choice. A key that is used again is decoded once. */
  PublicKey decoded(Optional<Provider> provider) throws GeneralSecurityException {
    Decoded last = decoded;
    Optional<String> name = provider.map(Provider::getName);
    if (last == null || !last.provider.equals(name)) {
      KeyFactory factory =
          provider.isPresent()
              ? KeyFactory.getInstance(family.jcaName(), provider.get())
              : KeyFactory.getInstance(family.jcaName());
      last = new Decoded(name, factory.generatePublic(new X509EncodedKeySpec(der.bytes())));
      decoded = last;
    }
    return last.key;
  }

  private static String oid(Der element) {
    byte[] content = element.require(Der.OBJECT_IDENTIFIER, "algorithm").content();
    return ObjectIdentifierText.of(content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PublicKeyInfo that && der.equals(that.der);
  }

  @Override
  public int hashCode() {
    return der.hashCode();
  }

  @Override
  public String toString() {
    return algorithmName() + " key " + keyId;
  }
}
