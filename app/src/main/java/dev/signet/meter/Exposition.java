// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.meter;

import java.util.Locale;

/**
 * Writes figures in the text format of Prometheus, version 0.0.4. A family is its head and the
 * samples right after it.
 */
public final class Exposition {
  /** Of the text, as Prometheus asks for it. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder();

  /** What a family's figures are. */
  public enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM;

    private final String word = name().toLowerCase(Locale.ROOT);
  }

  /**
   * Begins a family.
   *
   * @param name ends with its unit, and a counter's with {@code _total}
   * @param help one sentence for people
   */
  public void family(String name, Type type, String help) {
    text.append("# HELP ").append(name).append(' ');
    escape(help, false);
    text.append("\n# TYPE ").append(name).append(' ').append(type.word).append('\n');
  }

  /**
   * A sample of the family.
   *
   * @param labels names and values in turn
   */
  public void sample(String name, double value, String... labels) {
    head(name, labels);
    text.append(value).append('\n');
  }

  /** The same of a whole number. */
  public void sample(String name, long value, String... labels) {
    head(name, labels);
    text.append(value).append('\n');
  }

  private void head(String name, String[] labels) {
    text.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      escape(labels[i + 1], true);
      text.append('"');
    }
    text.append(labels.length == 0 ? " " : "} ");
  }

  private void escape(String value, boolean quoted) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '"' -> text.append(quoted ? "\\\"" : "\"");
        default -> text.append(c);
      }
    }
  }

  /** All that was written. */
  public String text() {
    return text.toString();
  }
}
