// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.event.pattern.ValueCondition.OfOne;
import dev.signet.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the conditions of a field. */
final class ConditionReader {
  private final String place;

  private ConditionReader(String place) {
    this.place = place;
  }

  static ValueCondition read(JsonNode value, String place) {
    return new ConditionReader(place).condition(value);
  }

  private ValueCondition condition(JsonNode value) {
    if (!value.isObject()) {
      return scalar(value);
    }
    Map.Entry<String, JsonNode> only = only(value);
    JsonNode operand = only.getValue();
    return switch (only.getKey()) {
      case "exists" -> new ValueCondition.Exists(truth(operand));
      case "anything-but" -> new ValueCondition.NoneOf(unwanted(operand));
      case "numeric" -> NumericReader.read(operand, place);
      case "cidr" -> new ValueCondition.Network(network(text("cidr", operand)));
      default -> ofText(only.getKey(), operand);
    };
  }

  private OfOne scalar(JsonNode value) {
    if (value.isNumber()) {
      return ValueCondition.Numeric.same(value.doubleValue());
    }
    if (value.isTextual() || value.isBoolean() || value.isNull()) {
      return new ValueCondition.Same(value);
    }
    throw bad("expected texts, numbers, true, false, null and operators in an array");
  }

  private OfOne ofText(String operator, JsonNode operand) {
    return switch (operator) {
      case "prefix" -> inCase(operator, operand, ValueCondition.Prefix::new);
      case "suffix" -> inCase(operator, operand, ValueCondition.Suffix::new);
      case "equals-ignore-case" -> new ValueCondition.IgnoringCase(text(operator, operand));
      case "wildcard" -> new ValueCondition.Wildcard(pieces(text(operator, operand)));
      default ->
          throw bad(
              "operator "
                  + operator
                  + ": expected prefix, suffix, anything-but, numeric, exists, equals-ignore-case,"
                  + " wildcard or cidr");
    };
  }

  /** What a text and whether its case counts not make. */
  @FunctionalInterface
  private interface InCase {
    OfOne make(String text, boolean anyCase);
  }

  private OfOne inCase(String operator, JsonNode operand, InCase made) {
    if (!operand.isObject()) {
      return made.make(text(operator, operand), false);
    }
    Map.Entry<String, JsonNode> only = only(operand);
    if (!only.getKey().equals("equals-ignore-case")) {
      throw bad(operator + " " + only.getKey() + ": expected a text or equals-ignore-case");
    }
    return made.make(text(operator, only.getValue()), true);
  }

  private List<OfOne> unwanted(JsonNode operand) {
    if (!operand.isObject()) {
      return each(operand, this::scalarOfOneKind);
    }
    Map.Entry<String, JsonNode> only = only(operand);
    return each(only.getValue(), value -> ofText(only.getKey(), value));
  }

  private OfOne scalarOfOneKind(JsonNode value) {
    if (!value.isTextual() && !value.isNumber()) {
      throw bad("anything-but: expected texts or numbers");
    }
    return scalar(value);
  }

  /** A single one, or those of an array. */
  private List<OfOne> each(JsonNode operand, Function<JsonNode, OfOne> read) {
    if (!operand.isArray()) {
      return List.of(read.apply(operand));
    }
    if (operand.isEmpty()) {
      throw bad("anything-but: expected at least one value");
    }
    List<OfOne> all = new ArrayList<>();
    operand.forEach(value -> all.add(read.apply(value)));
    return all;
  }

  /** What stands between the stars; {@code \*} is a star and {@code \\} a backslash. */
  private List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*') {
        if (i > 0 && piece.isEmpty()) {
          throw bad("wildcard: expected no two stars side by side");
        }
        pieces.add(piece.toString());
        piece.setLength(0);
      } else if (c == '\\') {
        i++;
        if (i == text.length() || (text.charAt(i) != '*' && text.charAt(i) != '\\')) {
          throw bad("wildcard: expected * or \\ after a backslash");
        }
        piece.append(text.charAt(i));
      } else {
        piece.append(c);
      }
    }
    pieces.add(piece.toString());
    return pieces;
  }

  private Cidr network(String text) {
    return Cidr.parse(text)
        .orElseThrow(() -> bad("cidr " + text + ": expected an address, / and a length"));
  }

  private boolean truth(JsonNode operand) {
    if (!operand.isBoolean()) {
      throw bad("exists: expected true or false");
    }
    return operand.booleanValue();
  }

  private String text(String operator, JsonNode operand) {
    if (!operand.isTextual() || operand.textValue().isEmpty()) {
      throw bad(operator + ": expected a text that is not empty");
    }
    return operand.textValue();
  }

  private Map.Entry<String, JsonNode> only(JsonNode object) {
    if (object.size() != 1) {
      throw bad("expected one operator in an object");
    }
    return object.properties().iterator().next();
  }

  private Refusal bad(String why) {
    return PatternReader.bad("\"" + place + "\": " + why);
  }
}
