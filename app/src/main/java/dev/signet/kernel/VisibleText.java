// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.util.regex.Pattern;

/**
 * Texts of others fit for a terminal and a log: what moves its cursor, begins a line or turns the
 * direction of writing stands there as its number.
 */
public final class VisibleText {
  private static final String HIDDEN =
      "\\p{Cc}\\p{Zl}\\p{Zp}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069";

  private static final Pattern BLANKS = Pattern.compile("[\\t\\n\\r]+");
  private static final Pattern IN_A_LINE = Pattern.compile("[" + HIDDEN + "]");
  private static final Pattern IN_LINES = Pattern.compile("[" + HIDDEN + "&&[^\\t\\n]]");

  private VisibleText() {}

  /** As one line; tabs and line feeds become a blank. */
  public static String line(String text) {
    return isPrintableAscii(text)
        ? text // as nearly every line of a log is
        : escaped(IN_A_LINE, BLANKS.matcher(text).replaceAll(" "));
  }

  private static boolean isPrintableAscii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }

  /** As it is, with its line feeds and tabs. */
  public static String lines(String text) {
    return escaped(IN_LINES, text);
  }

  /** All of them are of four digits, so that this is right inside a string of JSON too. */
  private static String escaped(Pattern hidden, String text) {
    return hidden
        .matcher(text)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }
}
