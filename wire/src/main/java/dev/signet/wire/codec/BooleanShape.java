// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** True or false. */
public final class BooleanShape extends ScalarShape<Boolean> {
  private static final BooleanShape ANY = new BooleanShape();

  private BooleanShape() {}

  /** Either value. */
  public static BooleanShape any() {
    return ANY;
  }

  @Override
  Boolean read(JsonParser in, InputValidation validation) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_TRUE && in.currentToken() != JsonToken.VALUE_FALSE) {
      throw validation.unreadable(in.currentToken(), "a boolean");
    }
    return in.getBooleanValue();
  }

  @Override
  Boolean parse(String text, InputValidation validation) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw validation.unreadable("another text", "true or false");
    };
  }

  @Override
  void write(Boolean value, JsonGenerator out) throws IOException {
    out.writeBoolean(value);
  }
}
