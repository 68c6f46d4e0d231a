// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signet.pki.PkiException.Reason;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts the typed refusal. */
public final class Refusals {
  private Refusals() {}

  /** That the call is refused for this reason; the answer asserts on the message. */
  public static AbstractStringAssert<?> assertRefused(Reason reason, ThrowingCallable call) {
    PkiException refusal = catchThrowableOfType(PkiException.class, call);
    assertThat(refusal).as("expected a refusal for %s", reason).isNotNull();
    assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
    return assertThat(refusal.getMessage()).contains("expected");
  }
}
