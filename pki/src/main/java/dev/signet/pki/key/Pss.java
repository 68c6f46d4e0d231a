// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import java.math.BigInteger;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

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

  /** The longest salt that a key of 8192 bits could hold. */
  private static final int MAX_SALT = 1024;

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
    List<Der> parts = parameters.require(Der.SEQUENCE, "RSASSA-PSS-params").children();
    // What is absent has SHA-1 as its default, or a salt of 20 octets.
    if (parts.size() < 3
        || !parts.get(0).is(0xA0)
        || !parts.get(1).is(0xA1)
        || !parts.get(2).is(0xA2)) {
      return Optional.empty();
    }
    String hash = algorithm(parts.get(0).only());
    List<Der> mask = parts.get(1).only().sequence("mask generation", 2, 2);
    BigInteger salt = parts.get(2).only().integer();
    boolean usual =
        oid(mask.get(0)).equals(MGF1)
            && algorithm(mask.get(1)).equals(hash)
            && salt.signum() >= 0
            && salt.compareTo(BigInteger.valueOf(MAX_SALT)) <= 0
            && parts.stream().skip(3).allMatch(p -> p.only().integer().equals(BigInteger.ONE));
    return Stream.of(SHA256, SHA384, SHA512)
        .filter(p -> usual && p.hashOid.equals(hash))
        .map(p -> new Pss(p.hash, p.hashOid, salt.intValue()))
        .findFirst();
  }

  private static String algorithm(Der identifier) {
    return oid(identifier.sequence("AlgorithmIdentifier", 1, 2).getFirst());
  }

  private static String oid(Der element) {
    byte[] content = element.require(Der.OBJECT_IDENTIFIER, "algorithm").content();
    return ASN1ObjectIdentifier.fromContents(content).getId();
  }
}
