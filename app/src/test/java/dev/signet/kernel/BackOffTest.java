// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BackOffTest {
  @Test
  void pausesDoubleUpToAMinute() {
    assertThat(Stream.of(0, 1, 2, 5, 6, 1_000).map(BackOff::pause).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 32L, 60L, 60L);
  }
}
