// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.agent;

import dev.signet.pki.PkiException;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.ValidityPeriod;
import dev.signet.pki.codec.Pkcs8;
import dev.signet.pki.codec.PrivateKeyPem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A certificate with its issuers and its key, which fit each other: fit to be installed. */
public final class KeyedChain {
  private final Chain chain;
  private final PrivateKey key;

  private KeyedChain(Chain chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /**
   * What was fetched, if it can serve now.
   *
   * @param certificate PEM of the certificate
   * @param issuers PEM of those above it, in their order; none of a certificate that has none
   * @param privateKey PEM, unencrypted: a secret
   * @throws AgentRefused when it cannot; passing, if it can in a while
   */
  public static KeyedChain checked(
      String certificate, Optional<String> issuers, String privateKey, Instant now) {
    try {
      Certificate leaf = Certificate.parse(octets(certificate));
      Chain chain =
          issuers
              .filter(text -> !text.isBlank())
              .map(text -> Chain.parse(octets(text)).under(leaf))
              .orElseGet(() -> Chain.of(leaf));
      requireValid(leaf, now);
      return new KeyedChain(chain, key(leaf, privateKey));
    } catch (PkiException e) {
      throw new AgentRefused("what was fetched is not readable: " + e.getMessage());
    }
  }

  private static void requireValid(Certificate leaf, Instant now) {
    ValidityPeriod period = leaf.period();
    if (now.isBefore(period.notBefore())) {
      throw AgentRefused.passing(
          "the certificate is valid from "
              + period.notBefore()
              + " and it is "
              + now
              + " here: expected a clock that is right");
    }
    if (!period.contains(now)) {
      throw new AgentRefused(
          "the certificate ended at " + period.notAfter() + ": expected one that is valid");
    }
  }

  private static PrivateKey key(Certificate leaf, String pem) {
    byte[] der = PrivateKeyPem.toPkcs8(octets(pem));
    PublicKey open = leaf.toX509().getPublicKey();
    try {
      PrivateKey key =
          KeyFactory.getInstance(open.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
      if (isPair(key, open)) {
        return key;
      }
    } catch (GeneralSecurityException e) {
      // a key of another kind than the certificate's
    } finally {
      Arrays.fill(der, (byte) 0);
    }
    throw new AgentRefused(
        "the key that was fetched is not the certificate's, serial "
            + leaf.serial().hex()
            + ": expected a pair");
  }

  private static boolean isPair(PrivateKey key, PublicKey open) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(scheme(open.getAlgorithm()));
    byte[] told = octets("pair");
    signature.initSign(key);
    signature.update(told);
    byte[] made = signature.sign();
    signature.initVerify(open);
    signature.update(told);
    return signature.verify(made);
  }

  /** A signature that a key of this algorithm can make. */
  private static String scheme(String algorithm) {
    return switch (algorithm) {
      case "RSA", "DSA" -> "SHA256with" + algorithm;
      case "EC" -> "SHA256withECDSA";
      default -> algorithm; // EdDSA and ML-DSA are named as their signatures are
    };
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  Chain chain() {
    return chain;
  }

  PrivateKey key() {
    return key;
  }

  /** The key as PKCS #8 in PEM: a secret. */
  String keyPem() {
    byte[] der = key.getEncoded();
    try {
      return Pkcs8.pem(der);
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }

  /** Names no key. */
  @Override
  public String toString() {
    return "certificate " + chain.first().serial().hex();
  }
}
