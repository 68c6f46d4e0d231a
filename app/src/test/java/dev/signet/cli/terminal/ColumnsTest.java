// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What people read of tables and times. */
final class ColumnsTest {
  @Test
  void columnsStandBelowOneAnother() {
    assertThat(Columns.headed("A", "BEE").row("long name", "1").row("b", "").text(" "))
        .isEqualTo(" A          BEE\n long name  1\n b\n");
  }

  @Test
  void noNameMovesTheCursor() {
    assertThat(Columns.plain().row("a\u001b[2J\nb", "c").text("")).isEqualTo("a [2J b  c\n");
  }

  @Test
  void aTimeSaysHowFarAwayItIs() {
    Instant now = Instant.parse("2026-11-28T16:30:17.900Z");
    Moments moments = new Moments(now);
    assertThat(moments.text(now.plusSeconds(12 * 86_400 + 5)))
        .isEqualTo("2026-12-10T16:30:22Z (in 12 days)");
    assertThat(moments.text(now.plusSeconds(86_400))).endsWith("(in 1 day)");
    assertThat(moments.text(now.minusSeconds(86_399))).endsWith("(23 hours ago)");
    assertThat(moments.text(now.minusSeconds(61))).endsWith("(1 minute ago)");
    assertThat(moments.text(now)).endsWith("(in 0 seconds)");
    assertThat(moments.text(null)).isEqualTo("-");
    assertThat(moments.isPast(now.minusNanos(1))).isTrue();
    assertThat(moments.isPast(now)).isFalse();
  }
}
