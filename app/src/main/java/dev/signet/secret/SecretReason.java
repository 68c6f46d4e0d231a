// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.kernel.Refusal;

/** Why secrets are refused, where that says more than the kind. */
public enum SecretReason implements Refusal.Reason {
  /** A name with other characters. */
  BAD_NAME(Refusal.Kind.INVALID),
  /** A value that is too long. */
  BAD_VALUE(Refusal.Kind.INVALID),
  /** A call without a token, where each makes a version. */
  NO_TOKEN(Refusal.Kind.WRONG_STATE),
  /** A resource policy that is none. */
  MALFORMED_POLICY(Refusal.Kind.MALFORMED),
  /** A resource policy that lets everybody in. */
  PUBLIC_POLICY(Refusal.Kind.INVALID),
  /** A value that its seal does not open. */
  NOT_OPENED(Refusal.Kind.WRONG_STATE);

  private final Refusal.Kind kind;

  SecretReason(Refusal.Kind kind) {
    this.kind = kind;
  }

  @Override
  public Refusal.Kind kind() {
    return kind;
  }
}
