// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a certificate counts no more: the API's RevocationReason, by its names, as a CRLReason (RFC
 * 5280 section 5.3.1). There is no hold, since no revocation is taken back.
 */
public enum RevocationReason {
  /** No reason is given, and none is written. */
  UNSPECIFIED(0),
  /** Somebody else may have the key. */
  KEY_COMPROMISE(1),
  /** Somebody else may have the key of a CA. */
  CERTIFICATE_AUTHORITY_COMPROMISE(2),
  /** The subject changed its name or what it belongs to. */
  AFFILIATION_CHANGED(3),
  /** Another certificate has taken its place. */
  SUPERSEDED(4),
  /** Nobody needs it any more. */
  CESSATION_OF_OPERATION(5),
  /** What it grants is granted no more. */
  PRIVILEGE_WITHDRAWN(9),
  /** Somebody else may have the key of an attribute authority. */
  A_A_COMPROMISE(10);

  private final int code;

  RevocationReason(int code) {
    this.code = code;
  }

  /** The reason with this name. */
  public static Optional<RevocationReason> named(String name) {
    return Arrays.stream(values()).filter(r -> r.name().equals(name)).findFirst();
  }

  /** The CRLReason. */
  public int code() {
    return code;
  }
}
