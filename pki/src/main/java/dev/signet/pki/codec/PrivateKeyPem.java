// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * Reads an unencrypted private key as people have it: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017 appendix
 * A.1.2) or SEC 1 (RFC 5915). What is read is the caller's secret, and never in a message.
 */
public final class PrivateKeyPem {
  private static final String PKCS8 = "PRIVATE KEY";
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String SEC1 = "EC PRIVATE KEY";
  private static final String CURVE = "EC PARAMETERS";
  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String EC = "1.2.840.10045.2.1";
  private static final int PARAMETERS = 0xA0; // [0] of ECPrivateKey

  private PrivateKeyPem() {}

  /**
   * The key as PKCS#8; whether it is one that can be used is for its algorithm's reader.
   *
   * @throws PkiException of reason MALFORMED_PEM
   */
  public static byte[] toPkcs8(byte[] pem) {
    List<Pem.Block> blocks = Pem.blocks(pem);
    List<Pem.Block> keys = blocks.stream().filter(each -> !each.label().equals(CURVE)).toList();
    if (keys.size() != 1) {
      throw refuse(keys.size() + " PEM blocks", "one private key");
    }
    byte[] der = keys.getFirst().der().bytes();
    return switch (keys.getFirst().label()) {
      case PKCS8 -> der;
      case PKCS1 -> pkcs8(DerWriter.oid(RSA), DerWriter.element(Der.NULL, new byte[0]), der);
      case SEC1 -> pkcs8(DerWriter.oid(EC), curve(der, blocks), der);
      default -> throw refuse("PEM block " + keys.getFirst().label(), PKCS8);
    };
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] parameters, byte[] key) {
    return DerWriter.sequence(
        DerWriter.integer(BigInteger.ZERO),
        DerWriter.sequence(algorithm, parameters),
        DerWriter.octetString(key));
  }

  /** The key names its curve, or the block before it does. */
  private static byte[] curve(byte[] key, List<Pem.Block> blocks) {
    return ownCurve(key)
        .or(() ->
            blocks.stream()
                .filter(each -> each.label().equals(CURVE))
                .map(block -> block.der().bytes())
                .findFirst())
        .orElseThrow(() -> refuse(SEC1 + " without parameters", "the curve"));
  }

  private static Optional<byte[]> ownCurve(byte[] key) {
    return Decoding.as(
        Reason.MALFORMED_PEM,
        "private key",
        () ->
            Der.parse(key).children().stream()
                .filter(part -> part.tag() == PARAMETERS)
                .map(part -> part.only().encoded())
                .findFirst());
  }

  private static PkiException refuse(String found, String expected) {
    return new PkiException(Reason.MALFORMED_PEM, found + ", expected " + expected);
  }
}
