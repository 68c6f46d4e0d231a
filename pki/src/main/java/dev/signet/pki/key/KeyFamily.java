// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

/** Kinds of public keys. The name of the JCA is what key factories and generators go by. */
public enum KeyFamily {
  /** rsaEncryption. */
  RSA("RSA"),
  /** P-256, P-384 and P-521, always as named curves. */
  EC("EC"),
  /** FIPS 204. */
  ML_DSA("ML-DSA"),
  /** FIPS 186-4. */
  DSA("DSA"),
  /** RFC 8032. */
  ED25519("Ed25519"),
  /** RFC 8032. */
  ED448("Ed448"),
  /** Anything else: carried, never used. */
  OTHER("");

  private final String jcaName;

  KeyFamily(String jcaName) {
    this.jcaName = jcaName;
  }

  /** The JCA's name, or the empty string for {@link #OTHER}. */
  public String jcaName() {
    return jcaName;
  }
}
