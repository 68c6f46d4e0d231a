// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** What a field's value has to be like. */
sealed interface ValueCondition {
  /** Whether it holds of a field with these values, none where it is missing. */
  boolean fits(List<JsonNode> values);

  /** That the field is there, with a value that is no object, or is not. */
  record Exists(boolean wanted) implements ValueCondition {
    @Override
    public boolean fits(List<JsonNode> values) {
      return wanted == values.stream().anyMatch(value -> !value.isObject());
    }
  }

  /** What one of the values has to be like. */
  sealed interface OfOne extends ValueCondition {
    @Override
    default boolean fits(List<JsonNode> values) {
      return values.stream().anyMatch(value -> !value.isObject() && fitsOne(value));
    }

    /** Whether a value is like that. */
    boolean fitsOne(JsonNode value);
  }

  /** The very text, truth or null. */
  record Same(JsonNode wanted) implements OfOne {
    @Override
    public boolean fitsOne(JsonNode value) {
      return value.equals(wanted);
    }
  }

  /** None of these: {@code anything-but}. */
  record NoneOf(List<OfOne> unwanted) implements OfOne {
    @Override
    public boolean fitsOne(JsonNode value) {
      return unwanted.stream().noneMatch(each -> each.fitsOne(value));
    }
  }

  /** A number between two others. */
  record Numeric(double least, boolean leastToo, double most, boolean mostToo) implements OfOne {
    /** The very number, however it is written. */
    static Numeric same(double number) {
      return new Numeric(number, true, number, true);
    }

    @Override
    public boolean fitsOne(JsonNode value) {
      if (!value.isNumber()) {
        return false;
      }
      double number = value.doubleValue();
      return (leastToo ? number >= least : number > least)
          && (mostToo ? number <= most : number < most);
    }
  }

  /** A text. */
  sealed interface OfText extends OfOne {
    @Override
    default boolean fitsOne(JsonNode value) {
      return value.isTextual() && fitsText(value.textValue());
    }

    /** Whether a text is like that. */
    boolean fitsText(String text);
  }

  /** A text that begins so. */
  record Prefix(String start, boolean anyCase) implements OfText {
    @Override
    public boolean fitsText(String text) {
      return text.regionMatches(anyCase, 0, start, 0, start.length());
    }
  }

  /** A text that ends so. */
  record Suffix(String end, boolean anyCase) implements OfText {
    @Override
    public boolean fitsText(String text) {
      return text.regionMatches(anyCase, text.length() - end.length(), end, 0, end.length());
    }
  }

  /** The text, in whatever case. */
  record IgnoringCase(String wanted) implements OfText {
    @Override
    public boolean fitsText(String text) {
      return text.equalsIgnoreCase(wanted)
          || text.toLowerCase(Locale.ROOT).equals(wanted.toLowerCase(Locale.ROOT));
    }
  }

  /**
   * A text with whatever in its gaps.
   *
   * @param pieces what stands around the gaps: one more than there are gaps
   */
  record Wildcard(List<String> pieces) implements OfText {
    @Override
    public boolean fitsText(String text) {
      String first = pieces.getFirst();
      String last = pieces.getLast();
      if (pieces.size() == 1) {
        return text.equals(first);
      }
      if (text.length() < first.length() + last.length()
          || !text.startsWith(first)
          || !text.endsWith(last)) {
        return false;
      }
      int end = text.length() - last.length();
      int place = first.length();
      for (String piece : pieces.subList(1, pieces.size() - 1)) {
        int found = text.indexOf(piece, place, end);
        if (found < 0) {
          return false;
        }
        place = found + piece.length();
      }
      return true;
    }
  }

  /** An address within a network. */
  record Network(Cidr cidr) implements OfText {
    @Override
    public boolean fitsText(String text) {
      return cidr.contains(text);
    }
  }
}
