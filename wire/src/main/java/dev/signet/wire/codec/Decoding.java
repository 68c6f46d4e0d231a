// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reading of a request: where it is, and which constraints were found broken so far. */
final class Decoding {
  /** More broken constraints than this are not listed: the answer stays small. */
  private static final int MAX_LISTED = 32;

  /** Longer values are cut in messages. */
  private static final int MAX_ECHO = 256;

  private final boolean checksLimits;
  private final List<String> broken = new ArrayList<>(0);
  private @Nullable JsonParser body;
  private @Nullable String parameter;

  private Decoding(boolean checksLimits) {
    this.checksLimits = checksLimits;
  }

  /** Reads what a caller sent. */
  static Decoding ofRequest() {
    return new Decoding(true);
  }

  /** Reads what our own server answered: lengths, ranges and patterns are its business. */
  static Decoding ofAnswer() {
    return new Decoding(false);
  }

  /** Whether lengths, ranges and patterns count. */
  boolean checksLimits() {
    return checksLimits;
  }

  /** From now on positions are those of this parser. */
  void reading(JsonParser parser) {
    body = parser;
    parameter = null;
  }

  /** From now on the position is this label or query parameter. */
  void readingParameter(String name) {
    parameter = name;
  }

  /** Whether any constraint was broken; then no value of the request is built. */
  boolean hasBroken() {
    return !broken.isEmpty();
  }

  /**
   * Reports a value at the current position; {@code value} null means that it is not to be shown.
   */
  void broken(@Nullable String value, String constraint) {
    add(value == null ? "Value" : "Value '" + cut(value) + "'", here(), constraint);
  }

  /** Reports a required member that is missing from the structure at the current position. */
  void missing(String member) {
    String parent = here();
    add(
        "Value null",
        parent.isEmpty() ? Names.lowerCamel(member) : parent + "." + Names.lowerCamel(member),
        NOT_NULL);
  }

  /** Reports a null at the current position, where null has no meaning. */
  void isNull() {
    add("Value null", here(), NOT_NULL);
  }

  private static final String NOT_NULL = "Member must not be null";

  private void add(String value, String path, String constraint) {
    if (broken.size() < MAX_LISTED) {
      broken.add(value + " at '" + path + "' failed to satisfy constraint: " + constraint);
    }
  }

  /** All broken constraints in the form that AWS services use. */
  Problem toProblem() {
    String noun =
        broken.size() == 1 ? " validation error detected: " : " validation errors detected: ";
    return Problem.constraint(broken.size() + noun + String.join("; ", broken));
  }

  /** The value at the current position has the wrong type. */
  Problem unreadable(String found, String expected) {
    String path = here();
    String subject = path.isEmpty() ? "The request body" : "'" + path + "'";
    return Problem.serialization(subject + " is " + found + ", expected " + expected);
  }

  /** The value at the current position has the wrong type. */
  Problem unreadable(JsonToken found, String expected) {
    return unreadable(describe(found), expected);
  }

  private static String describe(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT -> "an integer";
      case VALUE_NUMBER_FLOAT -> "a decimal number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      default -> "null";
    };
  }

  /** The path of the value being read, as AWS writes it: {@code tags.1.member.key}. */
  private String here() {
    if (parameter != null) {
      return Names.lowerCamel(parameter);
    }
    if (body == null) {
      return "";
    }
    JsonStreamContext context = body.getParsingContext();
    if (body.currentToken() == JsonToken.START_OBJECT
        || body.currentToken() == JsonToken.START_ARRAY) {
      context = context.getParent();
    }
    Deque<String> steps = new ArrayDeque<>();
    for (; context != null && !context.inRoot(); context = context.getParent()) {
      steps.push(
          context.inArray()
              ? context.getCurrentIndex() + 1 + ".member"
              : Names.lowerCamel(String.valueOf(context.getCurrentName())));
    }
    return String.join(".", steps);
  }

  private static String cut(String value) {
    return value.length() <= MAX_ECHO
        ? value
        : value.substring(0, value.offsetByCodePoints(0, value.codePointCount(0, MAX_ECHO))) + "…";
  }
}
