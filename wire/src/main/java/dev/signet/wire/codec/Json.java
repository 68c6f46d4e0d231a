// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.nio.charset.StandardCharsets;

/** Values of shapes as JSON text in UTF-8. */
public final class Json {
  private Json() {}

  /**
   * Reads and checks a value.
   *
   * @throws Problem when the text is not the JSON of this shape, or breaks its constraints
   */
  public static <T> T read(Shape<T> shape, byte[] text) {
    return JsonCodec.INSTANCE.read(shape, text, InputValidation.ofRequest());
  }

  /** Writes a value; absent members are left out. */
  public static <T> byte[] write(Shape<T> shape, T value) {
    return JsonCodec.INSTANCE.write(shape, value);
  }

  /** The same as a text, for people. */
  public static <T> String text(Shape<T> shape, T value) {
    return new String(write(shape, value), StandardCharsets.UTF_8);
  }
}
