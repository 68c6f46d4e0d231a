// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.ObjectIdentifierText;
import java.math.BigInteger;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parameters of RSASSA-PSS (RFC 4055 section 3.1) with one hash for message and mask and the usual
 * trailer.
 *
 * @param hash the JCA's name of the hash
 * @param hashOid its object identifier
 * @param saltOctets length of the salt
 */
record Pss(String hash, String hashOid, int saltOctets) {
  static final String OID = "1.2.840.113549.1.1.10";
  static final Pss SHA256 = new Pss("SHA-256", "2.16.840.1.101.3.4.2.1", 32);
  static final Pss SHA384 = new Pss("SHA-384", "2.16.840.1.101.3.4.2.2", 48);
  static final Pss SHA512 = new Pss("SHA-512", "2.16.840.1.101.3.4.2.3", 64);

  private static final String MGF1 = "1.2.840.113549.1.1.8";

  private static final BigInteger DEFAULT_SALT = BigInteger.valueOf(20);

  /** The longest that a key of 8192 bits could hold. */
  private static final BigInteger MAX_SALT = BigInteger.valueOf(1024);

  byte[] parameters() {
    byte[] hashIdentifier = DerWriter.sequence(DerWriter.oid(hashOid), new byte[] {5, 0});
    return DerWriter.sequence(
        DerWriter.explicit(0, hashIdentifier),
        DerWriter.explicit(1, DerWriter.sequence(DerWriter.oid(MGF1), hashIdentifier)),
        DerWriter.explicit(2, DerWriter.integer(BigInteger.valueOf(saltOctets))));
  }

  AlgorithmParameterSpec jca() {
    return new PSSParameterSpec(
        hash, "MGF1", new MGF1ParameterSpec(hash), saltOctets, PSSParameterSpec.TRAILER_FIELD_BC);
  }

  /** Reads parameters that others chose; empty when they are none of ours but for the salt. */
  static Optional<Pss> read(Der parameters) {
    Map<Integer, Der> parts =
        parameters.require(Der.SEQUENCE, "RSASSA-PSS-params").children().stream()
            .collect(Collectors.toMap(Der::tag, Der::only));
    Der hash = parts.get(0xA0);
    Der mask = parts.get(0xA1);
    if (hash == null || mask == null) {
      // The default is SHA-1.
      return Optional.empty();
    }
    List<Der> maskParts = mask.sequence("mask generation", 2, 2);
    BigInteger salt = parts.containsKey(0xA2) ? parts.get(0xA2).integer() : DEFAULT_SALT;
    boolean usual =
        oid(maskParts.get(0)).equals(MGF1)
            && algorithm(maskParts.get(1)).equals(algorithm(hash))
            && salt.signum() >= 0
            && salt.compareTo(MAX_SALT) <= 0
            && (!parts.containsKey(0xA3) || parts.get(0xA3).integer().equals(BigInteger.ONE));
    return Stream.of(SHA256, SHA384, SHA512)
        .filter(p -> usual && p.hashOid.equals(algorithm(hash)))
        .map(p -> new Pss(p.hash, p.hashOid, salt.intValue()))
        .findFirst();
  }

  private static String algorithm(Der identifier) {
    return oid(identifier.sequence("AlgorithmIdentifier", 1, 2).getFirst());
  }

  private static String oid(Der element) {
    byte[] content = element.require(Der.OBJECT_IDENTIFIER, "algorithm").content();
    return ObjectIdentifierText.of(content);
  }
}
