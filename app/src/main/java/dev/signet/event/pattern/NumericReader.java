// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.event.pattern.ValueCondition.Numeric;
import dev.signet.kernel.Refusal;

/** Reads what {@code numeric} has: one comparison, or one from below and one from above. */
final class NumericReader {
  /** As far as EventBridge compares. */
  private static final double MOST = 5.0e9;

  private NumericReader() {}

  static Numeric read(JsonNode operand, String place) {
    boolean whole = operand.isArray() && (operand.size() == 2 || operand.size() == 4);
    if (!whole) {
      throw bad(place, "expected [OPERATOR, NUMBER] or the same twice");
    }
    Numeric first = comparison(operand.path(0), operand.path(1), place);
    if (operand.size() == 2) {
      return first;
    }
    Numeric second = comparison(operand.path(2), operand.path(3), place);
    if (Double.isInfinite(first.least()) || Double.isInfinite(second.most())) {
      throw bad(place, "expected > or >= first, then < or <=");
    }
    if (!Double.isInfinite(first.most())
        || !Double.isInfinite(second.least())
        || first.least() >= second.most()) {
      throw bad(place, "expected a lower and an upper bound with numbers between them");
    }
    return new Numeric(first.least(), first.leastToo(), second.most(), second.mostToo());
  }

  private static Numeric comparison(JsonNode operator, JsonNode value, String place) {
    if (!value.isNumber() || Math.abs(value.doubleValue()) > MOST) {
      throw bad(place, "expected numbers from -5e9 to 5e9");
    }
    double number = value.doubleValue();
    return switch (operator.asText()) {
      case "=" -> Numeric.same(number);
      case "<" -> new Numeric(Double.NEGATIVE_INFINITY, true, number, false);
      case "<=" -> new Numeric(Double.NEGATIVE_INFINITY, true, number, true);
      case ">" -> new Numeric(number, false, Double.POSITIVE_INFINITY, true);
      case ">=" -> new Numeric(number, true, Double.POSITIVE_INFINITY, true);
      default -> throw bad(place, "operator " + operator + ": expected =, <, <=, > or >=");
    };
  }

  private static Refusal bad(String place, String why) {
    return PatternReader.bad("\"" + place + "\": numeric: " + why);
  }
}
