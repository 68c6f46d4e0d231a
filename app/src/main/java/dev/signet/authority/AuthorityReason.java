// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.kernel.Refusal;

/** Why the private CA refuses, where that says more than the kind. */
public enum AuthorityReason implements Refusal.Reason {
  /** An ARN that names no authority of this Region, or no certificate of this authority. */
  INVALID_ARN(Refusal.Kind.INVALID),
  /** An authority of an account that shares it with nobody. */
  OTHER_ACCOUNT(Refusal.Kind.DENIED),
  /** A certificate request that cannot be read, is not its key's own, or has a weak key. */
  MALFORMED_REQUEST(Refusal.Kind.INVALID),
  /** A CA certificate, or its chain, that cannot be read, or says what a CA's may not. */
  MALFORMED_CERTIFICATE(Refusal.Kind.INVALID),
  /** A CA certificate of another key, or one that its chain does not vouch for. */
  CERTIFICATE_MISMATCH(Refusal.Kind.INVALID),
  /** A CA certificate that this type of CA does not take. */
  WRONG_CERTIFICATE_TYPE(Refusal.Kind.INVALID),
  /** The certificate would outlive its issuer's. */
  VALIDITY_BEYOND_ISSUER(Refusal.Kind.MALFORMED),
  /** A certificate that cannot be revoked: self-signed, expired, or named by no serial. */
  NOT_REVOCABLE(Refusal.Kind.INVALID),
  /** A certificate that was revoked before. */
  ALREADY_REVOKED(Refusal.Kind.CONFLICT),
  /** A policy that says what none may. */
  INVALID_POLICY(Refusal.Kind.INVALID),
  /** A name that the name constraints of the issuers forbid. */
  NAME_CONSTRAINTS(Refusal.Kind.INVALID);

  private final Refusal.Kind kind;

  AuthorityReason(Refusal.Kind kind) {
    this.kind = kind;
  }

  @Override
  public Refusal.Kind kind() {
    return kind;
  }
}
