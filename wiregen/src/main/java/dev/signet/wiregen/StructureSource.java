// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import dev.signet.wiregen.ServiceFacts.MemberFacts;
import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import java.util.List;
import java.util.stream.Collectors;

/** Source of a structure: a record, and the class that reads and writes it. */
final class StructureSource {
  private final JavaTypes types;
  private final List<Face> faces;

  StructureSource(JavaTypes types, List<Face> faces) {
    this.types = types;
    this.faces = faces;
  }

  String of(ShapeFacts shape) {
    String components =
        shape.members().stream()
            .map(member -> "\n    " + type(shape, member) + " " + Names.component(member.name()))
            .collect(Collectors.joining(","));
    return record(shape, components) + shapeClass(shape);
  }

  private String record(ShapeFacts shape, String components) {
    return """
    /** The model's structure {@code %1$s}. */
    public record %1$s(%2$s)%3$s {
      /** Reads, checks and writes it. */
      public static final StructureShape<%1$s> SHAPE = new %1$sShape();
    %4$s%5$s%6$s%7$s}

    """
        .formatted(
            shape.name(),
            components,
            implemented(shape),
            canonical(shape),
            withers(shape),
            new FromSource(types, faces).of(shape),
            redacted(shape));
  }

  private String shapeClass(ShapeFacts shape) {
    return """
    final class %1$sShape extends StructureShape<%1$s> {
      %1$sShape() {
        super("%1$s"%2$s);
      }

      @Override
      @SuppressWarnings("unchecked")
      protected %1$s make(@Nullable Object[] values) {
        return new %1$s(%3$s);
      }

      @Override
      protected @Nullable Object get(%1$s value, int member) {
    %4$s  }

      @Override
      protected Shape<?> target(int member) {
    %5$s  }
    }
    """
        .formatted(
            shape.name(),
            members(shape),
            arguments(shape),
            bySwitch(getters(shape)),
            bySwitch(targets(shape)));
  }

  private String implemented(ShapeFacts shape) {
    List<String> implemented =
        faces.stream().flatMap(face -> face.of(shape, types).stream()).toList();
    return implemented.isEmpty() ? "" : "\n    implements " + String.join(", ", implemented);
  }

  private String type(ShapeFacts shape, MemberFacts member) {
    return shape.required().contains(member.name())
        ? types.required(member.shape())
        : types.optional(member.shape());
  }

  private String canonical(ShapeFacts shape) {
    StringBuilder body = new StringBuilder();
    for (MemberFacts member : shape.members()) {
      String name = Names.component(member.name());
      boolean required = shape.required().contains(member.name());
      String type = types.boxed(member.shape());
      String copy =
          type.startsWith("java.util.List<")
              ? "java.util.List.copyOf(" + name + ")"
              : type.startsWith("java.util.Map<")
                  ? "java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>("
                      + name
                      + "))"
                  : null;
      if (copy != null) {
        body.append(
            "    %s = %s%s;\n".formatted(name, required ? "" : name + " == null ? null : ", copy));
      } else if (required && types.required(member.shape()).equals(type)) {
        body.append("    java.util.Objects.requireNonNull(%1$s, \"%1$s\");\n".formatted(name));
      }
    }
    return body.isEmpty()
        ? ""
        : "\n  /** Refuses null where a value is required; lists and maps are copied. */\n  public %s {\n%s  }\n"
            .formatted(shape.name(), body);
  }

  private String withers(ShapeFacts shape) {
    List<MemberFacts> required =
        shape.members().stream()
            .filter(member -> shape.required().contains(member.name()))
            .toList();
    if (required.size() == shape.members().size()) {
      return "";
    }
    String parameters =
        required.stream()
            .map(member -> types.required(member.shape()) + " " + Names.component(member.name()))
            .collect(Collectors.joining(", "));
    String nulls =
        shape.members().stream()
            .map(member -> required.contains(member) ? Names.component(member.name()) : "null")
            .collect(Collectors.joining(", "));
    String all =
        shape.members().stream()
            .map(member -> Names.component(member.name()))
            .collect(Collectors.joining(", "));
    StringBuilder source =
        new StringBuilder(
            "\n  /** With the required members only. */\n  public static %1$s of(%2$s) {\n    return new %1$s(%3$s);\n  }\n"
                .formatted(shape.name(), parameters, nulls));
    for (MemberFacts member : shape.members()) {
      if (!required.contains(member)) {
        source.append(
            "\n  /** The same with this {@code %1$s}. */\n  public %2$s with%3$s(%4$s %1$s) {\n    return new %2$s(%5$s);\n  }\n"
                .formatted(
                    Names.component(member.name()),
                    shape.name(),
                    Names.upperFirst(Names.component(member.name())),
                    types.optional(member.shape()),
                    all));
      }
    }
    return source.toString();
  }

  /** Only records with sensitive members need their own text form. */
  private String redacted(ShapeFacts shape) {
    if (shape.members().stream().noneMatch(member -> types.isSensitive(member.shape()))) {
      return "";
    }
    String parts =
        shape.members().stream()
            .map(member -> {
              String name = Names.component(member.name());
              String shown =
                  !types.isSensitive(member.shape())
                      ? name
                      : shape.required().contains(member.name())
                          ? "\"***\""
                          : "(" + name + " == null ? null : \"***\")";
              return "\"" + name + "=\" + " + shown;
            })
            .collect(Collectors.joining("\n        + \", \" + "));
    return "\n  /** Without the sensitive members. */\n  @Override\n  public String toString() {\n    return \"%s[\" + %s + \"]\";\n  }\n"
        .formatted(shape.name(), parts);
  }

  private static String members(ShapeFacts shape) {
    return shape.members().stream()
        .map(member -> ",\n        " + member(member, shape.required().contains(member.name())))
        .collect(Collectors.joining());
  }

  private static String member(MemberFacts member, boolean required) {
    String name = Sources.literal(member.name());
    return switch (member.location()) {
      case "body" -> "Member." + (required ? "required" : "optional") + "(" + name + ")";
      case "uri" -> "new Member(" + name + ", " + required + ", Member.Location.LABEL)";
      case "querystring" -> "new Member(" + name + ", " + required + ", Member.Location.QUERY)";
      default ->
          throw new ModelException(
              member.name() + ": location '" + member.location() + "' is not known");
    };
  }

  private String arguments(ShapeFacts shape) {
    StringBuilder arguments = new StringBuilder();
    List<MemberFacts> members = shape.members();
    for (int i = 0; i < members.size(); i++) {
      String type = types.boxed(members.get(i).shape());
      arguments
          .append(i == 0 ? "" : ",")
          .append("\n        (")
          .append(type)
          .append(") values[")
          .append(i)
          .append("]");
    }
    return arguments.toString();
  }

  /** A method body that picks by the member's number. */
  private static String bySwitch(String cases) {
    String none = "throw new IndexOutOfBoundsException(member);\n";
    return cases.isEmpty()
        ? "    " + none
        : "    return switch (member) {\n" + cases + "      default -> " + none + "    };\n";
  }

  private static String getters(ShapeFacts shape) {
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < shape.members().size(); i++) {
      cases.append(
          "      case %d -> value.%s();\n"
              .formatted(i, Names.component(shape.members().get(i).name())));
    }
    return cases.toString();
  }

  private String targets(ShapeFacts shape) {
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < shape.members().size(); i++) {
      cases.append(
          "      case %d -> %s;\n".formatted(i, types.expression(shape.members().get(i).shape())));
    }
    return cases.toString();
  }
}
