// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/** What CBOR has tokens for that JSON has not: byte strings, and times as numbers with tag 1. */
final class CborTokens {
  /** A number of seconds since 1970 (RFC 8949 section 3.4.2). */
  private static final int EPOCH_SECONDS = 1;

  private CborTokens() {}

  /** Whether this format is being read. */
  static boolean reads(JsonParser in) {
    return in instanceof CBORParser;
  }

  /** Whether this format is being written. */
  static boolean writes(JsonGenerator out) {
    return out instanceof CBORGenerator;
  }

  /** The byte string at the current token. */
  static Blob bytes(JsonParser in, InputValidation validation) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_EMBEDDED_OBJECT) {
      throw validation.unreadable(in.currentToken(), "a byte string");
    }
    return Blob.owning(in.getBinaryValue());
  }

  /** The time at the current token, in seconds since 1970. */
  static BigDecimal seconds(JsonParser in, InputValidation validation) throws IOException {
    String expected = "a number of seconds since 1970 with tag 1";
    JsonToken token = in.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw validation.unreadable(token, expected);
    }
    if (((CBORParser) in).getCurrentTag() != EPOCH_SECONDS) {
      throw validation.unreadable("a number without that tag", expected);
    }
    if (in.isNaN()) {
      throw validation.unreadable("no finite number", expected);
    }
    return in.getDecimalValue();
  }

  /** Writes a time; a fraction only where there is one. */
  static void write(Instant time, JsonGenerator out) throws IOException {
    BigDecimal seconds = TimestampFormat.seconds(time);
    ((CBORGenerator) out).writeTag(EPOCH_SECONDS);
    if (seconds.scale() == 0) {
      out.writeNumber(seconds.longValueExact());
    } else {
      out.writeNumber(seconds.doubleValue());
    }
  }
}
