// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import java.util.Set;

/** How shapes of one service appear in Java source. */
final class JavaTypes {
  /** Names that generated source imports; a model type of such a name would be hidden. */
  private static final Set<String> TAKEN =
      Set.of(
          "String",
          "Integer",
          "Long",
          "Boolean",
          "Object",
          "Override",
          "SuppressWarnings",
          "Blob",
          "Member",
          "Shape",
          "StructureShape",
          "UnionShape",
          "EnumShape",
          "WireEnum",
          "Nullable",
          "Shapes",
          "Table");

  private final ServiceFacts service;
  private final String prefix;

  private JavaTypes(ServiceFacts service, String prefix) {
    this.service = service;
    this.prefix = prefix;
    for (ShapeFacts shape : service.shapes().values()) {
      if (isOwnType(shape) && TAKEN.contains(shape.name())) {
        throw new ModelException(
            service.name() + ": type '" + shape.name() + "' has a name that generated code uses");
      }
    }
  }

  /** Types by their simple names, for source in the same package. */
  static JavaTypes simple(ServiceFacts service) {
    return new JavaTypes(service, "");
  }

  /** Types with their package, for source whose nested types may have the same names. */
  static JavaTypes qualified(ServiceFacts service, String packageName) {
    return new JavaTypes(service, packageName + ".");
  }

  /** Whether a class of its own is generated for the shape. */
  static boolean isOwnType(ShapeFacts shape) {
    return (shape.type().equals("structure") && !shape.traits().contains("exception"))
        || shape.isEnum();
  }

  /** The boxed type of a shape's values, such as {@code java.util.List<Tag>}. */
  String boxed(String shapeName) {
    ShapeFacts shape = service.shape(shapeName);
    return switch (shape.type()) {
      case "structure" -> prefix + shape.name();
      case "string" -> shape.isEnum() ? prefix + shape.name() : "String";
      case "integer" -> "Integer";
      case "long" -> "Long";
      case "boolean" -> "Boolean";
      case "blob" -> "Blob";
      case "timestamp" -> "java.time.Instant";
      case "list" -> "java.util.List<" + boxed(element(shape)) + ">";
      case "map" -> "java.util.Map<String, " + boxed(element(shape)) + ">";
      default ->
          throw new ModelException(shape.name() + ": type '" + shape.type() + "' is not known");
    };
  }

  /** The type of a component that is always there: primitive where Java has one. */
  String required(String shapeName) {
    return switch (service.shape(shapeName).type()) {
      case "integer" -> "int";
      case "long" -> "long";
      case "boolean" -> "boolean";
      default -> boxed(shapeName);
    };
  }

  /** The type of a component that may be null. */
  String optional(String shapeName) {
    return nullable(boxed(shapeName));
  }

  /** The same type, where null may stand. */
  static String nullable(String type) {
    int generic = type.indexOf('<');
    int dot = type.lastIndexOf('.', generic < 0 ? type.length() : generic);
    return type.substring(0, dot + 1) + "@Nullable " + type.substring(dot + 1);
  }

  /** The expression for a shape, such as {@code Shapes.at(Shapes.ARN)} or {@code Tag.SHAPE}. */
  String expression(String shapeName) {
    ShapeFacts shape = service.shape(shapeName);
    return isOwnType(shape)
        ? prefix + shape.name() + ".SHAPE"
        : "Shapes.at(Shapes." + Names.constant(shape.name()) + ")";
  }

  /** Whether values of the shape, or their elements, must not be shown. */
  boolean isSensitive(String shapeName) {
    ShapeFacts shape = service.shape(shapeName);
    return shape.isSensitive()
        || (shape.element() != null && service.shape(shape.element()).isSensitive());
  }

  static String element(ShapeFacts shape) {
    if (shape.element() == null) {
      throw new ModelException(shape.name() + ": a " + shape.type() + " without elements");
    }
    return shape.element();
  }
}
