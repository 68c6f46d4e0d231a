// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Nobody turns, colours or begins a line of somebody else's terminal. */
final class VisibleTextTest {
  private static final String HIDDEN = "\0\u0007\u001b\u007f\u0080\u0085\u009b\u009f";
  private static final String TURNING = "\u061c\u200e\u200f\u202a\u202e\u2028\u2029\u2066\u2069";

  @Test
  void whatIsHiddenStandsAsItsNumber() {
    assertThat(VisibleText.line("a" + HIDDEN + "b"))
        .isEqualTo("a\\u0000\\u0007\\u001b\\u007f\\u0080\\u0085\\u009b\\u009fb");
    assertThat(VisibleText.line(TURNING))
        .isEqualTo("\\u061c\\u200e\\u200f\\u202a\\u202e\\u2028\\u2029\\u2066\\u2069");
  }

  @Test
  void whatIsVisibleStandsAsItIs() {
    assertThat(VisibleText.line("Zürich $1 \\ 𝄞 שלום")).isEqualTo("Zürich $1 \\ 𝄞 שלום");
  }

  @Test
  void linesStayOnlyWhereTheyAreWanted() {
    assertThat(VisibleText.line("a\r\n\tb")).isEqualTo("a b");
    assertThat(VisibleText.lines("a\r\n\tb\u0085")).isEqualTo("a\\u000d\n\tb\\u0085");
  }
}
