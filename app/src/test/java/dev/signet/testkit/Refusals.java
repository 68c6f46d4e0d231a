// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.ground.ErrorNames;
import dev.signet.kernel.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a room refuses, in the words of its API. */
public final class Refusals {
  private Refusals() {}

  /** The call is refused with this error and a message that has these words. */
  public static void refused(
      ErrorNames errors, ThrowingCallable call, String error, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(errors.of(refusal.reason())).isEqualTo(error);
              for (String word : words) {
                assertThat(refusal.message()).contains(word);
              }
            });
  }
}
