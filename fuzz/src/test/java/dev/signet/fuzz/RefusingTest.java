// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.kernel.Refusal;
import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.wire.codec.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the targets let pass, and what they do not. */
class RefusingTest {
  private static void outcome(RuntimeException thrown) {
    assertThat(
            Refusing.readOrRefused(() -> {
              throw thrown;
            }))
        .isEmpty();
  }

  @Test
  void refusalsWithWordsPass() {
    outcome(new PkiException(Reason.MALFORMED_CSR, "no request"));
    outcome(Problem.serialization("no JSON"));
    outcome(Refusal.invalid("no ARN"));
  }

  @Test
  void faultsOfOursAndRefusalsWithoutWordsAreFinds() {
    for (RuntimeException thrown :
        List.of(
            new PkiException(Reason.LINT, "two of one extension"),
            new PkiException(Reason.MALFORMED_CSR, ""),
            Refusal.invalid(" "),
            new IllegalStateException("x"))) {
      assertThatThrownBy(() -> outcome(thrown)).isSameAs(thrown);
    }
  }
}
