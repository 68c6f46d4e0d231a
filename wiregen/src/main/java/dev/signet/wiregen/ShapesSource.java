// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import dev.signet.wiregen.ServiceFacts.Limits;
import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Source of the table of a service's scalars, lists and maps with their constraints. Each is made
 * when it is first asked for: a pattern costs time, and a list loads the class of its elements.
 */
final class ShapesSource {
  private final ServiceFacts service;
  private final JavaTypes types;

  ShapesSource(ServiceFacts service, JavaTypes types) {
    this.service = service;
    this.types = types;
  }

  String source() {
    Map<String, ShapeFacts> tabled = new LinkedHashMap<>();
    service.shapes().values().stream()
        .filter(shape -> !shape.type().equals("structure") && !shape.isEnum())
        .forEach(shape -> tabled.putIfAbsent(Names.constant(shape.name()), shape));
    List<String> numbers = new ArrayList<>();
    StringBuilder cases = new StringBuilder();
    tabled.forEach((name, shape) -> {
      numbers.add("  static final int %s = %d;".formatted(name, numbers.size()));
      cases.append("      case %s -> %s;\n".formatted(name, expression(shape)));
    });
    return """
    /** The model's scalars, lists and maps with their constraints, by number. */
    final class Shapes {
    %1$s

      private static final @Nullable Shape<?>[] made = new Shape<?>[%2$d];

      private Shapes() {}

      /** The shape, made when it is first asked for; two threads may make equal ones. */
      static Shape<?> at(int shape) {
        Shape<?> found = made[shape];
        if (found == null) {
          found = make(shape);
          made[shape] = found;
        }
        return found;
      }

      private static Shape<?> make(int shape) {
        return switch (shape) {
    %3$s      default -> throw new IndexOutOfBoundsException(shape);
        };
      }
    }
    """
        .formatted(String.join("\n", numbers), tabled.size(), cases);
  }

  private String expression(ShapeFacts shape) {
    Limits limits = shape.limits();
    return switch (shape.type()) {
      case "string" ->
          "StringShape.any()"
              + length(limits)
              + (shape.pattern() == null
                  ? ""
                  : ".pattern(" + Sources.literal(shape.pattern()) + ")")
              + (shape.isSensitive() ? ".secret()" : "");
      case "blob" -> "BlobShape.any()" + length(limits);
      case "integer" ->
          "IntegerShape.of(%d, %d)"
              .formatted(min(limits, Integer.MIN_VALUE), max(limits, Integer.MAX_VALUE));
      case "long" ->
          "LongShape.of(%dL, %dL)"
              .formatted(min(limits, Long.MIN_VALUE), max(limits, Long.MAX_VALUE));
      case "boolean" -> "BooleanShape.any()";
      case "timestamp" -> "TimestampShape.any()";
      case "list" ->
          "ListShape.of(" + types.expression(JavaTypes.element(shape)) + ")" + length(limits);
      case "map" -> "MapShape.of(" + types.expression(JavaTypes.element(shape)) + ")";
      default ->
          throw new ModelException(shape.name() + ": type '" + shape.type() + "' is not known");
    };
  }

  private static String length(Limits limits) {
    return limits.isNone()
        ? ""
        : ".length(%d, %s)"
            .formatted(
                min(limits, 0), limits.max() == null ? "Long.MAX_VALUE" : limits.max() + "L");
  }

  private static long min(Limits limits, long otherwise) {
    return limits.min() == null ? otherwise : limits.min();
  }

  private static long max(Limits limits, long otherwise) {
    return limits.max() == null ? otherwise : limits.max();
  }
}
