// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How values of one model shape are read, checked and written.
 *
 * @param <T> the Java type of the values
 */
public abstract sealed class Shape<T>
    permits ScalarShape, ListShape, MapShape, StructureShape, UnionShape {

  Shape() {}

  /**
   * Reads the value at the parser's current token, which is never JSON null.
   *
   * @return the value, or null when a constraint that was reported to {@code validation} keeps it
   *     from being made
   * @throws Problem (serialization) when the token is of another type
   */
  abstract @Nullable T read(JsonParser in, InputValidation validation) throws IOException;

  /** Writes a value. */
  abstract void write(T value, JsonGenerator out) throws IOException;
}
