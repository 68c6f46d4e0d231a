// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list, limited in length.
 *
 * @param <E> the type of the elements
 */
public final class ListShape<E> extends Shape<List<E>> {
  private final Shape<E> element;
  private final Length length;

  private ListShape(Shape<E> element, Length length) {
    this.element = element;
    this.length = length;
  }

  /** A list of any length. */
  public static <E> ListShape<E> of(Shape<E> element) {
    return new ListShape<>(element, Length.ANY);
  }

  /** The same with these limits on the number of elements. */
  public ListShape<E> length(long min, long max) {
    return new ListShape<>(element, new Length(min, max));
  }

  /** The shape of the elements. */
  Shape<E> element() {
    return element;
  }

  @Override
  @Nullable List<E> read(JsonParser in, Decoding decoding) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw decoding.unreadable(in.currentToken(), "a list");
    }
    List<E> elements = new ArrayList<>();
    int count = 0;
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      count++;
      E value = readElement(in, decoding);
      if (value != null) {
        elements.add(value);
      }
    }
    length.check(count, count == 0 ? "[]" : null, decoding);
    return decoding.hasBroken() ? null : List.copyOf(elements);
  }

  private @Nullable E readElement(JsonParser in, Decoding decoding) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      decoding.isNull();
      return null;
    }
    return element.read(in, decoding);
  }

  @Override
  void write(List<E> value, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (E item : value) {
      element.write(item, out);
    }
    out.writeEndArray();
  }
}
