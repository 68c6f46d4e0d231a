// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORParser;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * CBOR (RFC 8949). Bytes are byte strings and times are numbers with tag 1; what has no certain
 * length is read, and structures and maps are written so.
 */
final class CborCodec extends Codec {
  static final CborCodec INSTANCE = new CborCodec();

  /** A number of seconds since 1970 (RFC 8949 section 3.4.2). */
  private static final int EPOCH_SECONDS = 1;

  private static final byte[] EMPTY_MAP = {(byte) 0xA0};

  private final CBORFactory factory =
      CBORFactory.builder()
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(LIMITS)
          .build();

  private CborCodec() {}

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

  @Override
  byte[] emptyStructure() {
    return EMPTY_MAP;
  }

  @Override
  JsonParser parser(byte[] body) throws IOException {
    return factory.createParser(body);
  }

  @Override
  JsonGenerator generator(OutputStream out) throws IOException {
    return factory.createGenerator(out);
  }

  @Override
  String expected() {
    return "CBOR map";
  }

  @Override
  String place(JsonLocation location) {
    return "octet " + location.getByteOffset();
  }
}
