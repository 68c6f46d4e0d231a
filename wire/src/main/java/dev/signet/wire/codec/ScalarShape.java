// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import org.jspecify.annotations.Nullable;

/**
 * A shape without members, which can also be carried by a path label, a query parameter or a form.
 *
 * @param <T> the Java type of the values
 */
public abstract sealed class ScalarShape<T> extends Shape<T>
    permits StringShape,
        EnumShape,
        IntegerShape,
        LongShape,
        BooleanShape,
        BlobShape,
        TimestampShape {

  ScalarShape() {}

  /**
   * Reads the value from the text of a label, query parameter or form, already percent-decoded.
   *
   * @return the value, or null when a reported constraint keeps it from being made
   */
  abstract @Nullable T parse(String text, InputValidation validation);

  /** The text of a value, as {@link #parse} reads it. */
  String text(T value) {
    return value.toString();
  }
}
