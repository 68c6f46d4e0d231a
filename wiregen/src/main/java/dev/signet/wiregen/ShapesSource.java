// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import dev.signet.wiregen.ServiceFacts.Limits;
import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import dev.signet.wiregen.ServiceFacts.XmlFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Source of the table of a service's scalars, lists and maps with their constraints. Each is made
 * when it is first asked for: a pattern costs time, and a list loads the class of its elements.
 */
final class ShapesSource {
  private final ServiceFacts service;
  private final JavaTypes types;
  private final boolean isQuery;

  ShapesSource(ServiceFacts service, JavaTypes types) {
    this.service = service;
    this.types = types;
    this.isQuery = service.isQuery();
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
      case "timestamp" -> "TimestampShape.any()" + format(shape.xml().timestampFormat());
      case "list" ->
          "ListShape.of("
              + types.expression(JavaTypes.element(shape))
              + ")"
              + length(limits)
              + (isQuery && shape.xml().element() != null
                  ? ".named(" + Sources.literal(shape.xml().element()) + ")"
                  : "")
              + flattened(shape);
      case "map" ->
          "MapShape.of("
              + types.expression(JavaTypes.element(shape))
              + ")"
              + names(shape.xml())
              + flattened(shape);
      default ->
          throw new ModelException(shape.name() + ": type '" + shape.type() + "' is not known");
    };
  }

  private String names(XmlFacts xml) {
    return !isQuery || (xml.key() == null && xml.element() == null)
        ? ""
        : ".named(%s, %s)"
            .formatted(
                Sources.literal(xml.key() == null ? "key" : xml.key()),
                Sources.literal(xml.element() == null ? "value" : xml.element()));
  }

  private String flattened(ShapeFacts shape) {
    return isQuery && shape.xml().flattened() ? ".flattened()" : "";
  }

  private static String format(@Nullable String format) {
    return switch (format) {
      case null -> "";
      case "unixTimestamp" -> ".format(TimestampFormat.EPOCH_SECONDS)";
      case "iso8601" -> ".format(TimestampFormat.ISO_8601)";
      case "rfc822" -> ".format(TimestampFormat.HTTP_DATE)";
      default -> throw new ModelException("timestamp format '" + format + "' is not known");
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
