// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.InvalidKeySpecException;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Opens EncryptedPrivateKeyInfo (RFC 5958 section 3) by whatever of PKCS #5 the JDK knows. What
 * comes out is the caller's secret.
 */
public final class DecryptedKey {
  private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

  private DecryptedKey() {}

  /** Whether a PEM text is such a key, and a pass phrase is needed. */
  public static boolean isEncrypted(byte[] pem) {
    return block(pem).isPresent();
  }

  /**
   * The key as PKCS #8.
   *
   * @throws PkiException of reason WRONG_PASSPHRASE, or MALFORMED_PEM
   */
  public static byte[] pkcs8(byte[] pem, char[] passphrase) {
    byte[] der = block(pem).orElseThrow(() -> malformed(null));
    PBEKeySpec secret = new PBEKeySpec(passphrase);
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
      AlgorithmParameters parameters = info.getAlgParameters();
      if (parameters == null) {
        throw malformed(null);
      }
      String scheme = info.getAlgName();
      Cipher cipher = Cipher.getInstance(scheme);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(scheme).generateSecret(secret),
          parameters);
      return info.getKeySpec(cipher).getEncoded();
    } catch (InvalidKeySpecException e) {
      throw new PkiException(
          Reason.WRONG_PASSPHRASE, "the pass phrase does not open the key, expected its own", e);
    } catch (IOException | GeneralSecurityException e) {
      throw malformed(e);
    } finally {
      secret.clearPassword();
    }
  }

  private static Optional<byte[]> block(byte[] pem) {
    List<Pem.Block> blocks = Pem.blocks(pem);
    return blocks.size() == 1 && blocks.getFirst().label().equals(ENCRYPTED)
        ? Optional.of(blocks.getFirst().der().bytes())
        : Optional.empty();
  }

  private static PkiException malformed(@Nullable Throwable e) {
    return new PkiException(
        Reason.MALFORMED_PEM, "no encrypted key that can be read, expected one by PKCS #5", e);
  }
}
