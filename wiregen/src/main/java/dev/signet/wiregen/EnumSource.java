// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import java.util.LinkedHashSet;
import java.util.Set;

/** Source of an enumeration. */
final class EnumSource {
  private EnumSource() {}

  static String of(ShapeFacts shape) {
    StringBuilder constants = new StringBuilder();
    Set<String> names = new LinkedHashSet<>();
    for (String value : shape.values()) {
      String constant = Names.constant(value);
      if (!names.add(constant)) {
        throw new ModelException(shape.name() + ": two values become '" + constant + "'");
      }
      constants
          .append(constants.isEmpty() ? "" : ",\n")
          .append("  /** {@code ")
          .append(value)
          .append("}. */\n  ")
          .append(constant)
          .append("(")
          .append(Sources.literal(value))
          .append(")");
    }
    return """
    /** The model's enumeration {@code %1$s}. */
    public enum %1$s implements WireEnum {
    %2$s;

      /** Reads, checks and writes it. */
      public static final EnumShape<%1$s> SHAPE = EnumShape.of(values());

      private final String value;

      %1$s(String value) {
        this.value = value;
      }

      @Override
      public String value() {
        return value;
      }
    }
    """
        .formatted(shape.name(), constants);
  }
}
