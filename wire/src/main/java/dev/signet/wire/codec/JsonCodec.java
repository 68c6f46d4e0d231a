// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.io.OutputStream;

/** JSON text in UTF-8. */
final class JsonCodec extends Codec {
  static final JsonCodec INSTANCE = new JsonCodec();

  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  private final JsonFactory factory =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(LIMITS)
          .build();

  private JsonCodec() {}

  @Override
  byte[] emptyStructure() {
    return EMPTY_OBJECT;
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
    return "JSON object";
  }

  @Override
  String place(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
