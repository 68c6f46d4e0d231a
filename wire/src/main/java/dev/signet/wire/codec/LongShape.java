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
  Long read(JsonParser in, Decoding decoding) throws IOException {
    long value = number(in, decoding, "a 64-bit integer");
    range.check(value, decoding);
    return value;
  }

  @Override
  Long parse(String text, Decoding decoding) {
    long value = number(text, decoding, "a 64-bit integer");
    range.check(value, decoding);
    return value;
  }

  @Override
  void write(Long value, JsonGenerator out) throws IOException {
    out.writeNumber(value);
  }

  /** The whole number at the current token. */
  static long number(JsonParser in, Decoding decoding, String expected) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw decoding.unreadable(in.currentToken(), expected);
    }
    if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw decoding.unreadable("too large a number", expected);
    }
    return in.getLongValue();
  }

  /** The whole number in a label or query parameter. */
  static long number(String text, Decoding decoding, String expected) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw decoding.unreadable("not a number", expected);
    }
  }
}
