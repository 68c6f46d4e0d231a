// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

/** The bits of a keyUsage extension (RFC 5280 section 4.2.1.3) with their numbers. */
public enum KeyUsage {
  /** Signatures other than on certificates and CRLs. */
  DIGITAL_SIGNATURE(0),
  /** Signatures that the signer should not be able to deny. */
  NON_REPUDIATION(1),
  /** RSA encryption of keys. */
  KEY_ENCIPHERMENT(2),
  /** Encryption of data. */
  DATA_ENCIPHERMENT(3),
  /** Diffie-Hellman. */
  KEY_AGREEMENT(4),
  /** Signatures on certificates. */
  KEY_CERT_SIGN(5),
  /** Signatures on CRLs. */
  CRL_SIGN(6),
  /** With key agreement: to encipher only. */
  ENCIPHER_ONLY(7),
  /** With key agreement: to decipher only. */
  DECIPHER_ONLY(8);

  private final int bit;

  KeyUsage(int bit) {
    this.bit = bit;
  }

  /** The number of its bit; bit 0 is the first of the BIT STRING. */
  public int bit() {
    return bit;
  }
}
