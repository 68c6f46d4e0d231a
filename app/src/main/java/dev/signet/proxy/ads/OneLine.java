// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import java.util.regex.Pattern;

/** Makes what a proxy said fit for one line of the log. */
final class OneLine {
  private static final int MAX = 1000;

  /** Control characters, and what Unicode calls separators of lines and paragraphs. */
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

  private OneLine() {}

  static String of(String text) {
    String line = BREAKS.matcher(text).replaceAll(" ");
    return line.length() > MAX ? line.substring(0, MAX) + "…" : line;
  }
}
