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
  private final String keyName;
  private final String valueName;
  private final boolean flattened;

  private MapShape(Shape<V> values, String keyName, String valueName, boolean flattened) {
    this.values = values;
    this.keyName = keyName;
    this.valueName = valueName;
    this.flattened = flattened;
  }

  /** A map of any size. */
  public static <V> MapShape<V> of(Shape<V> values) {
    return new MapShape<>(values, "key", "value", false);
  }

  /** The same with these names in forms and XML, instead of {@code key} and {@code value}. */
  public MapShape<V> named(String newKeyName, String newValueName) {
    return new MapShape<>(values, newKeyName, newValueName, flattened);
  }

  /** The same without an element around its entries, in forms and XML. */
  public MapShape<V> flattened() {
    return new MapShape<>(values, keyName, valueName, true);
  }

  /** The shape of the values. */
  Shape<V> values() {
    return values;
  }

  /** The name of a key in forms and XML. */
  String keyName() {
    return keyName;
  }

  /** The name of a value in forms and XML. */
  String valueName() {
    return valueName;
  }

  /** Whether its entries stand in forms and XML where it would stand. */
  boolean isFlattened() {
    return flattened;
  }

  @Override
  @Nullable Map<String, V> read(JsonParser in, InputValidation validation) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw validation.unreadable(in.currentToken(), "an object");
    }
    Map<String, V> entries = new LinkedHashMap<>();
    for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
      if (in.nextToken() == JsonToken.VALUE_NULL) {
        validation.isNull();
        continue;
      }
      V value = values.read(in, validation);
      if (value != null) {
        entries.put(key, value);
      }
    }
    return validation.hasBroken() ? null : Collections.unmodifiableMap(entries);
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
