// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** A whole number of 64 bits. */
public final class LongShape extends ScalarShape<Long> {
  private final Range range;

  private LongShape(Range range) {
    this.range = range;
  }

  /** A number from {@code min} to {@code max}, both included. */
  public static LongShape of(long min, long max) {
    return new LongShape(new Range(min, max));
  }

  @Override
  Long read(JsonParser in, InputValidation validation) throws IOException {
    long value = number(in, validation, "a 64-bit integer");
    range.check(value, validation);
    return value;
  }

  @Override
  Long parse(String text, InputValidation validation) {
    long value = number(text, validation, "a 64-bit integer");
    range.check(value, validation);
    return value;
  }

  @Override
  void write(Long value, JsonGenerator out) throws IOException {
    out.writeNumber(value);
  }

  /** The whole number at the current token. */
  static long number(JsonParser in, InputValidation validation, String expected)
      throws IOException {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw validation.unreadable(in.currentToken(), expected);
    }
    if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw validation.unreadable("too large a number", expected);
    }
    return in.getLongValue();
  }

  /** The whole number in a label or query parameter. */
  static long number(String text, InputValidation validation, String expected) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw validation.unreadable("not a number", expected);
    }
  }
}
