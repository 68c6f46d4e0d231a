// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A point in time with milliseconds. On the wire a number of seconds since 1970 ({@code
 * 1700000000.123}, whole where the time is); ISO 8601 text is read as well.
 */
public final class TimestampShape extends ScalarShape<Instant> {
  private static final String EXPECTED = "a number of seconds since 1970 or an ISO 8601 time";
  private static final BigDecimal LIMIT = BigDecimal.valueOf(253_402_300_800L);
  private static final TimestampShape ANY = new TimestampShape();

  private TimestampShape() {}

  /** Any time of the years 1 to 9999, roughly. */
  public static TimestampShape any() {
    return ANY;
  }

  @Override
  Instant read(JsonParser in, Decoding decoding) throws IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return parse(in.getText(), decoding);
    }
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw decoding.unreadable(token, EXPECTED);
    }
    return ofSeconds(in.getDecimalValue(), decoding);
  }

  @Override
  Instant parse(String text, Decoding decoding) {
    try {
      return ofSeconds(
          BigDecimal.valueOf(OffsetDateTime.parse(text).toInstant().toEpochMilli(), 3), decoding);
    } catch (DateTimeException | ArithmeticException e) {
      throw decoding.unreadable("another text", EXPECTED);
    }
  }

  private static Instant ofSeconds(BigDecimal seconds, Decoding decoding) {
    if (seconds.abs().compareTo(LIMIT) >= 0) {
      throw decoding.unreadable("too large a number", EXPECTED);
    }
    return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
  }

  @Override
  void write(Instant value, JsonGenerator out) throws IOException {
    long millis = value.toEpochMilli();
    if (millis % 1000 == 0) {
      out.writeNumber(millis / 1000);
    } else {
      out.writeNumber(BigDecimal.valueOf(millis, 3));
    }
  }
}
