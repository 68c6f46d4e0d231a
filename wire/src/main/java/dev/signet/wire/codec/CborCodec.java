// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.io.OutputStream;

/** CBOR (RFC 8949). What has no certain length is read, and structures and maps are written so. */
final class CborCodec extends Codec {
  static final CborCodec INSTANCE = new CborCodec();

  private static final byte[] EMPTY_MAP = {(byte) 0xA0};

  private final CBORFactory factory =
      CBORFactory.builder()
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(LIMITS)
          .build();

  private CborCodec() {}

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
