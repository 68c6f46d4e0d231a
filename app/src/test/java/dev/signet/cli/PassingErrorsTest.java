// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is worth asking again soon, and what somebody has to mend. */
final class PassingErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "500,, true",
    "503, ServiceUnavailableException, true",
    "429,, true",
    "400, ThrottlingException, true",
    "400, com.amazonaws.acm#RequestInProgressException, true",
    "400, RequestInProgressException:http://example.com/, true",
    "501, NotImplementedException, false",
    "400, ResourceNotFoundException, false",
    "403, AccessDeniedException, false",
    "400,, false"
  })
  void anErrorPassesOrDoesNot(int status, @Nullable String type, boolean passing) {
    assertThat(PassingErrors.isOne(status, type == null ? "" : type)).isEqualTo(passing);
  }
}
