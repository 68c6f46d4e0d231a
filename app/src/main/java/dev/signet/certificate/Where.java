// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A part of a WHERE with its values. */
record Where(String sql, List<?> values) {
  /** What no row fulfils. */
  static final Where NOTHING = of("1 = 0");

  static Where of(String sql, Object... values) {
    return new Where(sql, List.of(values));
  }

  /** All of them, or one of them. */
  static Where joined(String operator, List<Where> parts) {
    return new Where(
        parts.stream().map(Where::sql).collect(Collectors.joining(operator, "(", ")")),
        parts.stream().flatMap(part -> part.values.stream()).toList());
  }

  /** One of them; of none nothing. */
  static Where any(Stream<Where> parts) {
    List<Where> all = parts.toList();
    return all.isEmpty() ? NOTHING : joined(" OR ", all);
  }

  /** What does not fulfil it, also where a column has no value. */
  Where not() {
    return new Where("NOT COALESCE(" + sql + ", FALSE)", values);
  }
}
