// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes that X.509 needs, without the exception that no JDK throws. */
public enum Digest {
  /** For key identifiers only (RFC 5280 section 4.2.1.2), and where OCSP names an issuer. */
  SHA_1("SHA-1"),
  /** For all else. */
  SHA_256("SHA-256"),
  /** Where OCSP names an issuer. */
  SHA_384("SHA-384"),
  /** Where OCSP names an issuer. */
  SHA_512("SHA-512");

  private final String algorithm;

  Digest(String algorithm) {
    this.algorithm = algorithm;
  }

  /** The hash of these octets. */
  public Octets of(byte[] octets) {
    try {
      return Octets.of(MessageDigest.getInstance(algorithm).digest(octets));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
