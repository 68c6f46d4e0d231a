// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The arithmetic of Signature Version 4: hashes, derived keys, the string to sign. */
final class SigV4 {
  /** The algorithm's name in headers and in the string to sign. */
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final String HMAC = "HmacSHA256";

  private SigV4() {}

  /** The lower-case hexadecimal SHA-256. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }

  /** The key that signs requests of one scope. */
  static SecretKeySpec signingKey(Credentials credentials, Scope scope) {
    byte[] key =
        hmac(("AWS4" + credentials.secret()).getBytes(StandardCharsets.UTF_8), scope.date());
    byte[] regional = hmac(key, scope.region());
    return new SecretKeySpec(hmac(hmac(regional, scope.service()), Scope.TERMINATOR), HMAC);
  }

  /**
   * What is signed: the algorithm, the time ({@code yyyyMMdd'T'HHmmss'Z'}), the scope, and the
   * request's hash.
   */
  static String stringToSign(String time, Scope scope, String canonicalRequest) {
    return String.join(
        "\n",
        ALGORITHM,
        time,
        scope.text(),
        sha256(canonicalRequest.getBytes(StandardCharsets.UTF_8)));
  }

  /** The signature in lower-case hexadecimal. */
  static String signature(SecretKeySpec signingKey, String stringToSign) {
    return HexFormat.of().formatHex(hmac(signingKey, stringToSign));
  }

  private static byte[] hmac(byte[] key, String text) {
    return hmac(new SecretKeySpec(key, HMAC), text);
  }

  private static byte[] hmac(SecretKeySpec key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is missing from this Java", e);
    }
  }
}
