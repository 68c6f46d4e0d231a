// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a time is written, where a model says it and does not leave it to the protocol. */
public enum TimestampFormat {
  /** Seconds since 1970, with milliseconds where there are any. */
  EPOCH_SECONDS {
    @Override
    BigDecimal seconds(String text) {
      if (text.length() > MAX_DIGITS) {
        throw new NumberFormatException();
      }
      return new BigDecimal(text);
    }

    @Override
    String text(Instant time) {
      return seconds(time).toPlainString();
    }
  },
  /** ISO 8601 (RFC 3339): {@code 2014-04-29T18:30:38Z}. */
  ISO_8601 {
    @Override
    BigDecimal seconds(String text) {
      return seconds(OffsetDateTime.parse(text).toInstant());
    }

    @Override
    String text(Instant time) {
      return Instant.ofEpochMilli(time.toEpochMilli()).toString();
    }
  },
  /** As in headers (RFC 9110 section 5.6.7): {@code Tue, 29 Apr 2014 18:30:38 GMT}. */
  HTTP_DATE {
    @Override
    BigDecimal seconds(String text) {
      return seconds(OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    }

    @Override
    String text(Instant time) {
      return HEADER.format(time.atOffset(ZoneOffset.UTC));
    }
  };

  private static final int MAX_DIGITS = 64;

  private static final DateTimeFormatter HEADER =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  /**
   * Reads a time, as seconds since 1970.
   *
   * @throws java.time.DateTimeException when it is another text
   * @throws ArithmeticException when it is too far away
   * @throws NumberFormatException when it is no number
   */
  abstract BigDecimal seconds(String text);

  abstract String text(Instant time);

  /** Seconds and milliseconds; whole where the time is. */
  static BigDecimal seconds(Instant time) {
    long millis = time.toEpochMilli();
    return millis % 1000 == 0 ? BigDecimal.valueOf(millis / 1000) : BigDecimal.valueOf(millis, 3);
  }
}
