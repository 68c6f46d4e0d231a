// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One reading of a request: where it is, and which constraints were found broken so far. */
final class InputValidation {
  /** More broken constraints than this are not listed: the answer stays small. */
  private static final int MAX_LISTED = 32;

  /** Longer values are cut in messages. */
  private static final int MAX_ECHO = 256;

  private final boolean isOfRequest;
  private final List<String> broken = new ArrayList<>(0);
  private Supplier<String> position = () -> "";

  private InputValidation(boolean isOfRequest) {
    this.isOfRequest = isOfRequest;
  }

  /** Reads what a caller sent. */
  static InputValidation ofRequest() {
    return new InputValidation(true);
  }

  /** Reads what our own server answered: lengths, ranges and patterns are its business. */
  static InputValidation ofAnswer() {
    return new InputValidation(false);
  }

  /** Whether a caller sent it, so that lengths, ranges and patterns count. */
  boolean isOfRequest() {
    return isOfRequest;
  }

  /**
   * From now on the value being read is at this path, which is only asked for when something is
   * wrong; written as AWS does: {@code tags.1.member.key}.
   */
  void at(Supplier<String> path) {
    position = path;
  }

  /** Whether any constraint was broken; then no value of the request is built. */
  boolean hasBroken() {
    return !broken.isEmpty();
  }

  /**
   * Reports a value at the current position; {@code value} null means that it is not to be shown.
   */
  void broken(@Nullable String value, String constraint) {
    add(value == null ? "Value" : "Value '" + cut(value) + "'", position.get(), constraint);
  }

  /** Reports a required member that is missing from the structure at the current position. */
  void missing(String member) {
    String parent = position.get();
    add(
        "Value null",
        parent.isEmpty()
            ? MemberNames.lowerCamel(member)
            : parent + "." + MemberNames.lowerCamel(member),
        NOT_NULL);
  }

  /** Reports a null at the current position, where null has no meaning. */
  void isNull() {
    add("Value null", position.get(), NOT_NULL);
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
    String path = position.get();
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
      case VALUE_EMBEDDED_OBJECT -> "a byte string";
      default -> "null";
    };
  }

  private static String cut(String value) {
    return value.length() <= MAX_ECHO
        ? value
        : value.substring(0, value.offsetByCodePoints(0, value.codePointCount(0, MAX_ECHO))) + "…";
  }
}
