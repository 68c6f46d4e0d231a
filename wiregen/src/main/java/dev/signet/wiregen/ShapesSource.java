// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import dev.signet.wiregen.ServiceFacts.Limits;
import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import java.util.LinkedHashMap;
import java.util.Map;

/** Source of the table of a service's scalars, lists and maps with their constraints. */
final class ShapesSource {
  private final ServiceFacts service;
  private final JavaTypes types;
  private final Map<String, String> constants = new LinkedHashMap<>();

  ShapesSource(ServiceFacts service, JavaTypes types) {
    this.service = service;
    this.types = types;
  }

  String source() {
    service.shapes().values().stream()
        .filter(shape -> !shape.type().equals("structure") && !shape.isEnum())
        .forEach(this::add);
    return """
    /** Constraints of the model's scalars, lists and maps. */
    final class Shapes {
      private Shapes() {}

    %s}
    """
        .formatted(String.join("", constants.values()));
  }

  /** Lists come after their elements: the constants are initialised in order. */
  private void add(ShapeFacts shape) {
    String name = Names.constant(shape.name());
    if (constants.containsKey(name)) {
      return;
    }
    if (shape.type().equals("list") || shape.type().equals("map")) {
      ShapeFacts element = service.shape(JavaTypes.element(shape));
      if (!JavaTypes.isOwnType(element)) {
        add(element);
      }
    }
    String kind =
        switch (shape.type()) {
          case "list" -> "ListShape<" + types.boxed(JavaTypes.element(shape)) + ">";
          case "map" -> "MapShape<" + types.boxed(JavaTypes.element(shape)) + ">";
          default -> Names.upperFirst(shape.type()) + "Shape";
        };
    constants.put(name, "  static final %s %s = %s;\n\n".formatted(kind, name, expression(shape)));
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
