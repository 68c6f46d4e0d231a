// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.agent;

import dev.signet.agent.AgentRefused;
import dev.signet.pki.codec.Pkcs8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Opens a key that was encrypted for its way (PBES2, RFC 8018 section 6.2). */
final class EncryptedKeyPem {
  private EncryptedKeyPem() {}

  /**
   * The key as PKCS #8 in PEM, unencrypted: a secret.
   *
   * @param passphrase of ASCII; zeroed afterwards
   * @throws AgentRefused when it is no such key, or of another passphrase
   */
  static String open(String pem, byte[] passphrase) {
    char[] password = new String(passphrase, StandardCharsets.US_ASCII).toCharArray();
    byte[] open = {};
    try {
      byte[] der = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
      AlgorithmParameters parameters = info.getAlgParameters();
      Cipher cipher = Cipher.getInstance(info.getAlgName());
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(info.getAlgName()).generateSecret(new PBEKeySpec(password)),
          parameters);
      open = info.getKeySpec(cipher).getEncoded();
      return Pkcs8.pem(open);
    } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
      throw new AgentRefused(
          "the key that was exported does not open: expected one encrypted with the passphrase");
    } finally {
      Arrays.fill(open, (byte) 0);
      Arrays.fill(password, '\0');
      Arrays.fill(passphrase, (byte) 0);
    }
  }
}
