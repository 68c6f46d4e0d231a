// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineLimitTest {
  private final SettableClock clock = SettableClock.at("2026-01-01T00:00:00Z");
  private final List<String> lines = new ArrayList<>();
  private final LineLimit limit = new LineLimit(lines::add, clock);

  @Test
  void whatAProxySaysIsOneLine() {
    limit.warn("one", "type\r\nforged\u2028more\u0085\u001b[31m\0");
    assertThat(lines).containsExactly("type forged\\u2028more\\u0085\\u001b[31m\\u0000");
    limit.warn("one", "x".repeat(1_000_000));
    assertThat(lines.getLast()).hasSizeLessThan(1_100);
  }

  @Test
  void aFloodIsToldInTwentyLinesThenInOneOfTenSecondsWithTheNumberLeftOut() {
    for (int i = 0; i < 1_000; i++) {
      limit.warn("one", "line");
    }
    assertThat(lines).hasSize(LineLimit.BURST);
    limit.warn("other", "another's line");
    assertThat(lines).hasSize(LineLimit.BURST + 1);
    clock.advance(Duration.ofSeconds(10));
    limit.warn("one", "line");
    limit.warn("one", "line");
    assertThat(lines.getLast()).isEqualTo("line (and 980 more that were not told)");
    assertThat(lines).hasSize(LineLimit.BURST + 2);
  }

  @Test
  void whoHoldsStillMaySayAsMuchAgain() {
    for (int i = 0; i < LineLimit.BURST; i++) {
      limit.warn("one", "line");
    }
    clock.advance(Duration.ofHours(1));
    lines.clear();
    for (int i = 0; i < LineLimit.BURST; i++) {
      limit.warn("one", "line");
    }
    assertThat(lines).hasSize(LineLimit.BURST);
  }
}
