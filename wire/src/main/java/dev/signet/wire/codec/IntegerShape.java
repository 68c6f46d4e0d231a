// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** A whole number of 32 bits. */
public final class IntegerShape extends ScalarShape<Integer> {
  private static final String EXPECTED = "a 32-bit integer";
  private final Range range;

  private IntegerShape(Range range) {
    this.range = range;
  }

  /** A number from {@code min} to {@code max}, both included. */
  public static IntegerShape of(int min, int max) {
    return new IntegerShape(new Range(min, max));
  }

  @Override
  Integer read(JsonParser in, InputValidation validation) throws IOException {
    return checked(LongShape.number(in, validation, EXPECTED), validation);
  }

  @Override
  Integer parse(String text, InputValidation validation) {
    return checked(LongShape.number(text, validation, EXPECTED), validation);
  }

  private Integer checked(long value, InputValidation validation) {
    if ((int) value != value) {
      throw validation.unreadable("too large a number", EXPECTED);
    }
    range.check(value, validation);
    return (int) value;
  }

  @Override
  void write(Integer value, JsonGenerator out) throws IOException {
    out.writeNumber(value);
  }
}
