// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A point in time with milliseconds. Where the model names no format, it is in JSON a number of
 * seconds since 1970 ({@code 1700000000.123}, whole where the time is), and in text ISO 8601; JSON
 * may bring either. CBOR knows its own format only.
 */
public final class TimestampShape extends ScalarShape<Instant> {
  private static final BigDecimal LIMIT = BigDecimal.valueOf(253_402_300_800L);
  private static final TimestampShape ANY = new TimestampShape(null);

  private final @Nullable TimestampFormat format;

  private TimestampShape(@Nullable TimestampFormat format) {
    this.format = format;
  }

  /** Any time of the years 1 to 9999, roughly. */
  public static TimestampShape any() {
    return ANY;
  }

  /** The same in this format, whatever the protocol's is. */
  public TimestampShape format(TimestampFormat newFormat) {
    return new TimestampShape(newFormat);
  }

  @Override
  Instant read(JsonParser in, InputValidation validation) throws IOException {
    if (CborTokens.reads(in)) {
      return ofSeconds(CborTokens.seconds(in, validation), validation);
    }
    JsonToken token = in.currentToken();
    boolean isText = token == JsonToken.VALUE_STRING;
    boolean isNumber = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    if (isText && format != TimestampFormat.EPOCH_SECONDS) {
      return parse(in.getText(), validation);
    }
    if (isNumber && (format == null || format == TimestampFormat.EPOCH_SECONDS)) {
      return ofSeconds(in.getDecimalValue(), validation);
    }
    throw validation.unreadable(token, expected());
  }

  @Override
  Instant parse(String text, InputValidation validation) {
    try {
      return ofSeconds(inText().seconds(text), validation);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw validation.unreadable("another text", expected());
    }
  }

  @Override
  String text(Instant value) {
    return inText().text(value);
  }

  private TimestampFormat inText() {
    return format == null ? TimestampFormat.ISO_8601 : format;
  }

  private String expected() {
    return format == null
        ? "a number of seconds since 1970 or an ISO 8601 time"
        : switch (format) {
          case EPOCH_SECONDS -> "a number of seconds since 1970";
          case ISO_8601 -> "an ISO 8601 time";
          case HTTP_DATE -> "an HTTP date";
        };
  }

  private Instant ofSeconds(BigDecimal seconds, InputValidation validation) {
    if (seconds.abs().compareTo(LIMIT) >= 0) {
      throw validation.unreadable("too large a number", expected());
    }
    return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
  }

  @Override
  void write(Instant value, JsonGenerator out) throws IOException {
    if (CborTokens.writes(out)) {
      CborTokens.write(value, out);
    } else if (format == null || format == TimestampFormat.EPOCH_SECONDS) {
      out.writeNumber(TimestampFormat.seconds(value));
    } else {
      out.writeString(text(value));
    }
  }
}
