// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import dev.signet.pki.codec.DerWriter;

/** An answer of OCSP that is none, unsigned (RFC 6960 section 4.2.1). */
public enum OcspError {
  /** The request cannot be read. */
  MALFORMED_REQUEST(1),
  /** The responder cannot sign. */
  INTERNAL_ERROR(2),
  /** The responder is too busy. */
  TRY_LATER(3),
  /** The issuer is none that this responder speaks for (RFC 5019 section 2.2.3). */
  UNAUTHORIZED(6);

  private final int status;

  OcspError(int status) {
    this.status = status;
  }

  /** The whole OCSPResponse. */
  public byte[] der() {
    return DerWriter.sequence(DerWriter.enumerated(status));
  }
}
