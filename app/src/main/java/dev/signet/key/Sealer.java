// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import dev.signet.kernel.Entropy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Envelope encryption: every object has a data key of its own, wrapped by the master key. Both
 * layers are AES-256-GCM (NIST SP 800-38D) with the object's name as associated data, so that a
 * sealed value cannot be moved to another object.
 */
public final class Sealer {
  private static final byte VERSION = 1;
  private static final int KEY = 32;
  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final int WRAPPED = NONCE + KEY + TAG;

  private final SecretKey masterKey;
  private final Entropy entropy;

  Sealer(byte[] masterKey, Entropy entropy) {
    this.masterKey = new SecretKeySpec(masterKey, "AES");
    this.entropy = entropy;
  }

  /** Seals the bytes under the object's name. */
  public Sealed seal(String object, byte[] plain) {
    byte[] dataKey = entropy.bytes(KEY);
    try {
      byte[] wrapped = encrypt(masterKey, object, dataKey);
      byte[] text = encrypt(new SecretKeySpec(dataKey, "AES"), object, plain);
      return new Sealed(
          ByteBuffer.allocate(1 + wrapped.length + text.length)
              .put(VERSION)
              .put(wrapped)
              .put(text)
              .array());
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /**
   * Opens what was sealed under the object's name.
   *
   * @throws NotOpened when the bytes were altered, moved, or sealed by another key
   */
  byte[] open(String object, Sealed sealed) {
    byte[] all = sealed.bytes();
    if (all.length < 1 + WRAPPED + NONCE + TAG || all[0] != VERSION) {
      throw new NotOpened(object);
    }
    byte[] dataKey = decrypt(masterKey, object, Arrays.copyOfRange(all, 1, 1 + WRAPPED));
    try {
      return decrypt(
          new SecretKeySpec(dataKey, "AES"),
          object,
          Arrays.copyOfRange(all, 1 + WRAPPED, all.length));
    } finally {
      Arrays.fill(dataKey, (byte) 0);
    }
  }

  /**
   * A key of its own for a purpose, the same after every start (HKDF-Expand, RFC 5869, one block).
   */
  public byte[] derive(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(masterKey.getEncoded(), "HmacSHA256"));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(new byte[] {1});
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot derive a key for " + purpose, e);
    }
  }

  private byte[] encrypt(SecretKey key, String object, byte[] plain) {
    byte[] nonce = entropy.bytes(NONCE);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, object);
      byte[] text = cipher.doFinal(plain);
      return ByteBuffer.allocate(NONCE + text.length).put(nonce).put(text).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal " + object, e);
    }
  }

  private static byte[] decrypt(SecretKey key, String object, byte[] text) {
    try {
      byte[] nonce = Arrays.copyOf(text, NONCE);
      return cipher(Cipher.DECRYPT_MODE, key, nonce, object)
          .doFinal(text, NONCE, text.length - NONCE);
    } catch (GeneralSecurityException e) {
      throw new NotOpened(object);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String object)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(object.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
