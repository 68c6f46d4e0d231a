// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.ObjectIdentifierText;
import dev.signet.pki.codec.Octets;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a signature that somebody made is checked: all that {@link SignatureScheme} makes, and what
 * other CAs and requesters use beside it.
 *
 * @param name the API's name ({@code SHA256WITHRSA}); of others a name in its manner, or the OID
 * @param family the kind of key that checks it; {@link KeyFamily#OTHER} checks nothing
 * @param jcaName the algorithm to ask the JCA for
 * @param jcaParameters its parameters
 * @param encoded the AlgorithmIdentifier as read
 */
public record SignatureAlgorithm(
    String name,
    KeyFamily family,
    String jcaName,
    Optional<AlgorithmParameterSpec> jcaParameters,
    Octets encoded) {

  /** Names of some that are not supported, for whoever has to choose another. */
  private static final Map<String, String> UNSUPPORTED =
      Map.ofEntries(
          Map.entry("1.2.840.113549.1.1.2", "MD2WITHRSA"),
          Map.entry("1.2.840.113549.1.1.4", "MD5WITHRSA"),
          Map.entry("1.2.840.113549.1.1.14", "SHA224WITHRSA"),
          Map.entry("1.2.840.10045.4.3.1", "SHA224WITHECDSA"),
          Map.entry("1.2.840.10040.4.3", "SHA1WITHDSA"),
          Map.entry("2.16.840.1.101.3.4.3.1", "SHA224WITHDSA"),
          Map.entry("2.16.840.1.101.3.4.3.9", "SHA3-224WITHECDSA"),
          Map.entry("2.16.840.1.101.3.4.3.10", "SHA3-256WITHECDSA"),
          Map.entry("2.16.840.1.101.3.4.3.11", "SHA3-384WITHECDSA"),
          Map.entry("2.16.840.1.101.3.4.3.12", "SHA3-512WITHECDSA"),
          Map.entry("2.16.840.1.101.3.4.3.13", "SHA3-224WITHRSA"),
          Map.entry("2.16.840.1.101.3.4.3.14", "SHA3-256WITHRSA"),
          Map.entry("2.16.840.1.101.3.4.3.15", "SHA3-384WITHRSA"),
          Map.entry("2.16.840.1.101.3.4.3.16", "SHA3-512WITHRSA"),
          Map.entry("1.2.156.10197.1.501", "SM3WITHSM2"),
          Map.entry(Pss.OID, "RSASSA-PSS without parameters"));

  private static final Map<SignatureScheme, SignatureAlgorithm> BY_SCHEME =
      Arrays.stream(SignatureScheme.values())
          .collect(Collectors.toMap(Function.identity(), SignatureAlgorithm::made));

  private static final Map<Octets, SignatureAlgorithm> OURS =
      BY_SCHEME.values().stream()
          .collect(Collectors.toMap(SignatureAlgorithm::encoded, Function.identity()));

  private static SignatureAlgorithm made(SignatureScheme scheme) {
    return new SignatureAlgorithm(
        scheme.name(),
        scheme.family(),
        scheme.jcaName(),
        scheme.jcaParameters(),
        Octets.of(scheme.algorithmIdentifier()));
  }

  /** The algorithm that this scheme makes. */
  public static SignatureAlgorithm of(SignatureScheme scheme) {
    return Objects.requireNonNull(BY_SCHEME.get(scheme));
  }

  /** Reads an AlgorithmIdentifier; refuses with {@link Reason#MALFORMED_DER} what is none. */
  public static SignatureAlgorithm read(byte[] der) {
    Octets encoded = Octets.of(der);
    SignatureAlgorithm ours = OURS.get(encoded);
    return ours != null
        ? ours
        : Decoding.as(Reason.MALFORMED_DER, "signature algorithm", () -> readOther(encoded));
  }

  private static SignatureAlgorithm readOther(Octets encoded) {
    List<Der> parts = Der.parse(encoded.bytes()).sequence("AlgorithmIdentifier", 1, 2);
    byte[] content = parts.getFirst().require(Der.OBJECT_IDENTIFIER, "algorithm").content();
    String oid = ObjectIdentifierText.of(content);
    if (oid.equals(Pss.OID) && parts.size() == 2) {
      return Pss.read(parts.get(1))
          .map(pss ->
              new SignatureAlgorithm(
                  pss.hash().replace("-", "") + "WITHRSA_PSS",
                  KeyFamily.RSA,
                  "RSASSA-PSS",
                  Optional.of(pss.jca()),
                  encoded))
          .orElse(unknown("RSASSA-PSS with these parameters", encoded));
    }
    boolean bare = parts.size() == 1;
    boolean bareOrNull = bare || parts.get(1).is(Der.NULL);
    return switch (oid) {
      case "1.2.840.113549.1.1.5" -> plain("SHA1withRSA", KeyFamily.RSA, bareOrNull, encoded);
      // Absent parameters are not ours but must be accepted (RFC 4055 section 5).
      case "1.2.840.113549.1.1.11" -> plain("SHA256withRSA", KeyFamily.RSA, bareOrNull, encoded);
      case "1.2.840.113549.1.1.12" -> plain("SHA384withRSA", KeyFamily.RSA, bareOrNull, encoded);
      case "1.2.840.113549.1.1.13" -> plain("SHA512withRSA", KeyFamily.RSA, bareOrNull, encoded);
      // NULL is not ours and not RFC 5758's, but OpenSSL and the JDK read it, and mean the same.
      case "1.2.840.10045.4.1" -> plain("SHA1withECDSA", KeyFamily.EC, bareOrNull, encoded);
      case "1.2.840.10045.4.3.2" -> plain("SHA256withECDSA", KeyFamily.EC, bareOrNull, encoded);
      case "1.2.840.10045.4.3.3" -> plain("SHA384withECDSA", KeyFamily.EC, bareOrNull, encoded);
      case "1.2.840.10045.4.3.4" -> plain("SHA512withECDSA", KeyFamily.EC, bareOrNull, encoded);
      case "2.16.840.1.101.3.4.3.2" -> plain("SHA256withDSA", KeyFamily.DSA, bareOrNull, encoded);
      case "2.16.840.1.101.3.4.3.3" -> plain("SHA384withDSA", KeyFamily.DSA, bareOrNull, encoded);
      case "2.16.840.1.101.3.4.3.4" -> plain("SHA512withDSA", KeyFamily.DSA, bareOrNull, encoded);
      case "1.3.101.112" -> plain("Ed25519", KeyFamily.ED25519, bare, encoded);
      case "1.3.101.113" -> plain("Ed448", KeyFamily.ED448, bare, encoded);
      default -> unknown(UNSUPPORTED.getOrDefault(oid, oid), encoded);
    };
  }

  private static SignatureAlgorithm plain(
      String jcaName, KeyFamily family, boolean legalParameters, Octets encoded) {
    String name = jcaName.replace("with", "WITH");
    return legalParameters
        ? new SignatureAlgorithm(name, family, jcaName, Optional.empty(), encoded)
        : unknown(name + " with parameters", encoded);
  }

  private static SignatureAlgorithm unknown(String name, Octets encoded) {
    return new SignatureAlgorithm(name, KeyFamily.OTHER, "", Optional.empty(), encoded);
  }

  /** Whether its signatures can be checked here. */
  public boolean isSupported() {
    return family != KeyFamily.OTHER;
  }

  /** Whether it rests on SHA-1, which proves nothing any more. */
  public boolean isWeak() {
    return jcaName.startsWith("SHA1");
  }

  @Override
  public String toString() {
    return name;
  }
}
