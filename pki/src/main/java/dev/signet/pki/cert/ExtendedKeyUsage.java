// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

/** Purposes of an extKeyUsage extension (RFC 5280 section 4.2.1.12) that this library acts on. */
public enum ExtendedKeyUsage {
  /** TLS servers. */
  SERVER_AUTH("1.3.6.1.5.5.7.3.1"),
  /** TLS clients. */
  CLIENT_AUTH("1.3.6.1.5.5.7.3.2"),
  /** Signers of code. */
  CODE_SIGNING("1.3.6.1.5.5.7.3.3"),
  /** Signers of OCSP answers. */
  OCSP_SIGNING("1.3.6.1.5.5.7.3.9");

  private final String oid;

  ExtendedKeyUsage(String oid) {
    this.oid = oid;
  }

  /** Dotted object identifier. */
  public String oid() {
    return oid;
  }
}
