// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map from text to values.
 *
 * @param <V> the type of the values
 */
public final class MapShape<V> extends Shape<Map<String, V>> {
  private final Shape<V> values;

  private MapShape(Shape<V> values) {
    this.values = values;
  }

  /** A map of any size. */
  public static <V> MapShape<V> of(Shape<V> values) {
    return new MapShape<>(values);
  }

  /** The shape of the values. */
  Shape<V> values() {
    return values;
  }

  @Override
  @Nullable Map<String, V> read(JsonParser in, Decoding decoding) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw decoding.unreadable(in.currentToken(), "an object");
    }
    Map<String, V> entries = new LinkedHashMap<>();
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      if (in.nextToken() == JsonToken.VALUE_NULL) {
        continue;
      }
      V value = values.read(in, decoding);
      if (value != null) {
        entries.put(key, value);
      }
    }
    return decoding.hasBroken() ? null : Collections.unmodifiableMap(entries);
  }

  @Override
  void write(Map<String, V> value, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (var entry : value.entrySet()) {
      out.writeFieldName(entry.getKey());
      values.write(entry.getValue(), out);
    }
    out.writeEndObject();
  }
}
