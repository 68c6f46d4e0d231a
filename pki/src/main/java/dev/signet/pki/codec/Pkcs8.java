// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

/** Private keys as text. The argument and the answer are secrets of the caller's. */
public final class Pkcs8 {
  private Pkcs8() {}

  /** An unencrypted PKCS#8 key (RFC 5958) as PEM with a last line feed, as Envoy reads it. */
  public static String pem(byte[] pkcs8) {
    return Pem.write("PRIVATE KEY", pkcs8) + "\n";
  }
}
