// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.sigv4;

/** Carries a refusal out of the checks to the {@link Verifier}. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Verdict.Kind kind;

  RefusedException(Verdict.Kind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  Verdict.Refused toVerdict() {
    return new Verdict.Refused(kind, String.valueOf(getMessage()));
  }
}
