// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of a closed set of texts.
 *
 * @param <E> the generated enumeration
 */
public final class EnumShape<E extends WireEnum> extends ScalarShape<E> {
  private final Map<String, E> values = new HashMap<>();
  private final String allowed;

  private EnumShape(E[] constants) {
    var names = new java.util.ArrayList<String>();
    for (E constant : constants) {
      values.put(constant.value(), constant);
      names.add(constant.value());
    }
    allowed = "Member must satisfy enum value set: [" + String.join(", ", names) + "]";
  }

  /** Takes all constants of the enumeration. */
  public static <E extends WireEnum> EnumShape<E> of(E[] constants) {
    return new EnumShape<>(constants);
  }

  @Override
  @Nullable E read(JsonParser in, InputValidation validation) throws IOException {
    return parse(StringShape.text(in, validation, "a string"), validation);
  }

  @Override
  @Nullable E parse(String text, InputValidation validation) {
    E value = values.get(text);
    if (value == null) {
      validation.broken(text, allowed);
    }
    return value;
  }

  @Override
  String text(E value) {
    return value.value();
  }

  @Override
  void write(E value, JsonGenerator out) throws IOException {
    out.writeString(text(value));
  }
}
