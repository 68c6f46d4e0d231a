// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * EncryptedPrivateKeyInfo (RFC 5958 section 3) by PBES2 (RFC 8018 section 6.2): PBKDF2 with
 * HMAC-SHA-256 and AES-256-CBC, which OpenSSL, the JDK, curl, nginx and Envoy read.
 */
public final class EncryptedKey {
  /** Octets of a salt. */
  public static final int SALT = 20;

  /** Octets of an initialisation vector. */
  public static final int VECTOR = 16;

  private static final int KEY_BITS = 256;
  private static final String PBES2 = "1.2.840.113549.1.5.13";
  private static final String PBKDF2 = "1.2.840.113549.1.5.12";
  private static final String HMAC_SHA256 = "1.2.840.113549.2.9";
  private static final String AES_256_CBC = "2.16.840.1.101.3.4.1.42";

  private EncryptedKey() {}

  /**
   * Encrypts a key, as PEM with a last line feed. What goes in is the caller's secret.
   *
   * @param pkcs8 the key in the clear
   * @param passphrase ASCII
   * @param salt {@link #SALT} random octets, fresh for each call
   * @param vector {@link #VECTOR} random octets, fresh for each call
   * @param iterations of PBKDF2
   */
  public static String pem(
      byte[] pkcs8, byte[] passphrase, byte[] salt, byte[] vector, int iterations) {
    byte[] derivation =
        DerWriter.sequence(
            DerWriter.oid(PBKDF2),
            DerWriter.sequence(
                DerWriter.octetString(salt),
                DerWriter.integer(BigInteger.valueOf(iterations)),
                DerWriter.sequence(
                    DerWriter.oid(HMAC_SHA256), DerWriter.element(Der.NULL, new byte[0]))));
    byte[] encryption =
        DerWriter.sequence(DerWriter.oid(AES_256_CBC), DerWriter.octetString(vector));
    byte[] algorithm =
        DerWriter.sequence(DerWriter.oid(PBES2), DerWriter.sequence(derivation, encryption));
    byte[] encrypted = encrypt(pkcs8, passphrase, salt, vector, iterations);
    return Pem.write(
            "ENCRYPTED PRIVATE KEY",
            DerWriter.sequence(algorithm, DerWriter.octetString(encrypted)))
        + "\n";
  }

  private static byte[] encrypt(
      byte[] pkcs8, byte[] passphrase, byte[] salt, byte[] vector, int iterations) {
    char[] password = StandardCharsets.US_ASCII.decode(ByteBuffer.wrap(passphrase)).array();
    PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, KEY_BITS);
    byte[] key = new byte[0];
    try {
      key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
      return cipher.doFinal(pkcs8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks an algorithm that it must have", e);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(password, '\0');
      spec.clearPassword();
    }
  }
}
