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
  private final String elementName;
  private final boolean flattened;

  private ListShape(Shape<E> element, Length length, String elementName, boolean flattened) {
    this.element = element;
    this.length = length;
    this.elementName = elementName;
    this.flattened = flattened;
  }

  /** A list of any length. */
  public static <E> ListShape<E> of(Shape<E> element) {
    return new ListShape<>(element, Length.ANY, "member", false);
  }

  /** The same with these limits on the number of elements. */
  public ListShape<E> length(long min, long max) {
    return new ListShape<>(element, new Length(min, max), elementName, flattened);
  }

  /** The same with elements of this name in forms and XML, instead of {@code member}. */
  public ListShape<E> named(String newElementName) {
    return new ListShape<>(element, length, newElementName, flattened);
  }

  /** The same without an element around its elements, in forms and XML. */
  public ListShape<E> flattened() {
    return new ListShape<>(element, length, elementName, true);
  }

  /** The shape of the elements. */
  Shape<E> element() {
    return element;
  }

  /** The name of its elements in forms and XML. */
  String elementName() {
    return elementName;
  }

  /** Whether its elements stand in forms and XML where it would stand. */
  boolean isFlattened() {
    return flattened;
  }

  /** Checks the number of elements that were read. */
  void checkLength(int count, InputValidation validation) {
    length.check(count, count == 0 ? "[]" : null, validation);
  }

  @Override
  @Nullable List<E> read(JsonParser in, InputValidation validation) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw validation.unreadable(in.currentToken(), "a list");
    }
    List<E> elements = new ArrayList<>();
    int count = 0;
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      count++;
      E value = readElement(in, validation);
      if (value != null) {
        elements.add(value);
      }
    }
    checkLength(count, validation);
    return validation.hasBroken() ? null : List.copyOf(elements);
  }

  private @Nullable E readElement(JsonParser in, InputValidation validation) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      validation.isNull();
      return null;
    }
    return element.read(in, validation);
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
