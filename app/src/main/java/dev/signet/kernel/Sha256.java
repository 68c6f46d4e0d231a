// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) without its impossible exception. */
public final class Sha256 {
  private static final int NAME_OCTETS = 16;

  private Sha256() {}

  /** The hash of the octets of all parts together, 32 octets. */
  public static byte[] of(byte[]... parts) {
    MessageDigest digest = begin();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** A hash of what comes in pieces. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The same of a text in UTF-8. */
  public static byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of a text in UTF-8, 64 hexadecimal digits. */
  public static String hex(String text) {
    return hex(of(text));
  }

  /** Octets in lower-case hexadecimal digits. */
  public static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }

  /** The first 32 hexadecimal digits: enough to tell contents apart in names and versions. */
  public static String name(String text) {
    return name(of(text));
  }

  /** The same of a hash. */
  public static String name(byte[] hash) {
    return HexFormat.of().formatHex(hash, 0, NAME_OCTETS);
  }
}
