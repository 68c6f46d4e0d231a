// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import dev.signet.wiregen.ServiceFacts.MemberFacts;
import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import java.util.List;
import java.util.stream.Collectors;

/** Source of a union: a sealed interface with one record per member. */
final class UnionSource {
  private final JavaTypes types;

  UnionSource(JavaTypes types) {
    this.types = types;
  }

  String of(ShapeFacts shape) {
    StringBuilder records = new StringBuilder();
    StringBuilder make = new StringBuilder();
    StringBuilder memberOf = new StringBuilder();
    StringBuilder get = new StringBuilder();
    StringBuilder target = new StringBuilder();
    List<MemberFacts> members = shape.members();
    for (int i = 0; i < members.size(); i++) {
      String name = Names.upperFirst(Names.component(members.get(i).name()));
      if (name.equals(shape.name())) {
        throw new ModelException(shape.name() + ": a member has the union's own name");
      }
      String type = types.required(members.get(i).shape());
      records
          .append("  /** Member {@code ")
          .append(members.get(i).name())
          .append("}. */\n  record ")
          .append(name)
          .append("(")
          .append(type)
          .append(" value) implements ")
          .append(shape.name())
          .append(canonical(name, members.get(i)));
      make.append(
          "        case %d -> new %s.%s((%s) value);\n"
              .formatted(i, shape.name(), name, types.boxed(members.get(i).shape())));
      memberOf.append("        case %s.%s held -> %d;\n".formatted(shape.name(), name, i));
      get.append("        case %s.%s held -> held.value();\n".formatted(shape.name(), name));
      target.append(
          "        case %d -> %s;\n".formatted(i, types.expression(members.get(i).shape())));
    }
    String names =
        members.stream()
            .map(member -> ", " + Sources.literal(member.name()))
            .collect(Collectors.joining());
    return """
    /** The model's union {@code %1$s}: exactly one member is set. */
    public sealed interface %1$s {
      /** Reads, checks and writes it. */
      UnionShape<%1$s> SHAPE = new %1$sShape();

    %2$s}

    final class %1$sShape extends UnionShape<%1$s> {
      %1$sShape() {
        super(%3$s);
      }

      @Override
      @SuppressWarnings("unchecked")
      protected %1$s make(int member, Object value) {
        return switch (member) {
    %4$s        default -> throw new IndexOutOfBoundsException(member);
        };
      }

      @Override
      protected int memberOf(%1$s value) {
        return switch (value) {
    %5$s      };
      }

      @Override
      protected Object get(%1$s value) {
        return switch (value) {
    %6$s      };
      }

      @Override
      protected Shape<?> target(int member) {
        return switch (member) {
    %7$s        default -> throw new IndexOutOfBoundsException(member);
        };
      }
    }
    """
        .formatted(
            shape.name(),
            records,
            Sources.literal(Names.title(shape.name())) + names,
            make,
            memberOf,
            get,
            target);
  }

  private String canonical(String name, MemberFacts member) {
    String type = types.boxed(member.shape());
    boolean primitive = !types.required(member.shape()).equals(type);
    String check =
        type.startsWith("java.util.List")
            ? "value = java.util.List.copyOf(value);"
            : "java.util.Objects.requireNonNull(value, \"value\");";
    return primitive
        ? " {}\n\n"
        : " {\n    /** Refuses null. */\n    public "
            + name
            + " {\n      "
            + check
            + "\n    }\n  }\n\n";
  }
}
