// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text in columns for people. What others wrote into names moves no cursor. */
public final class Columns {
  private static final String BETWEEN = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  private Columns() {}

  /** A table with these heads. */
  public static Columns headed(String... heads) {
    return new Columns().row(heads);
  }

  /** Lines alone: what is known of one thing, each with its name before it. */
  public static Columns plain() {
    return new Columns();
  }

  /** One line more. */
  public Columns row(String... cells) {
    rows.add(Arrays.stream(cells).map(cell -> cell.replaceAll("\\p{Cntrl}+", " ")).toList());
    return this;
  }

  /** The lines, each begun with an indent and ended by a line feed. */
  public String text(String indent) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(width(i) - row.get(i).length())).append(BETWEEN);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }
}
