// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import dev.signet.wiregen.ServiceFacts.MemberFacts;
import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import java.util.List;
import java.util.stream.Collectors;

/** Source of a union: a sealed interface with one record per member. */
final class UnionSource {
  private final JavaTypes types;

  /** Takes types with their package, because the records have the names of members. */
  UnionSource(JavaTypes types) {
    this.types = types;
  }

  String of(ShapeFacts shape) {
    return """
    /** The model's union {@code %1$s}: exactly one member is set. */
    public sealed interface %1$s {
      /** Reads, checks and writes it. */
      UnionShape<%1$s> SHAPE = new %1$sShape();
    %2$s}

    %3$s\
    """
        .formatted(shape.name(), records(shape), shapeClass(shape));
  }

  private String shapeClass(ShapeFacts shape) {
    return """
    final class %1$sShape extends UnionShape<%1$s> {
      %1$sShape() {
        super(%2$s);
      }

      @Override
      @SuppressWarnings("unchecked")
      protected %1$s make(int member, Object value) {
        return switch (member) {
    %3$s      default -> throw new IndexOutOfBoundsException(member);
        };
      }

      @Override
      protected int memberOf(%1$s value) {
        return switch (value) {
    %4$s    };
      }

      @Override
      protected Object get(%1$s value) {
        return switch (value) {
    %5$s    };
      }

      @Override
      protected Shape<?> target(int member) {
        return switch (member) {
    %6$s      default -> throw new IndexOutOfBoundsException(member);
        };
      }
    }
    """
        .formatted(
            shape.name(),
            names(shape),
            cases(shape, "%1$d -> new %2$s((%3$s) value)"),
            cases(shape, "%2$s held -> %1$d"),
            cases(shape, "%2$s held -> held.value()"),
            cases(shape, "%1$d -> %4$s"));
  }

  /** One case per member; the form is given its number, record, boxed type and shape. */
  private String cases(ShapeFacts shape, String form) {
    StringBuilder cases = new StringBuilder();
    List<MemberFacts> members = shape.members();
    for (int i = 0; i < members.size(); i++) {
      String target = members.get(i).shape();
      String record = shape.name() + "." + recordName(shape, members.get(i));
      cases
          .append("      case ")
          .append(form.formatted(i, record, types.boxed(target), types.expression(target)))
          .append(";\n");
    }
    return cases.toString();
  }

  private static String names(ShapeFacts shape) {
    String names =
        shape.members().stream()
            .map(member -> ", " + Sources.literal(member.name()))
            .collect(Collectors.joining());
    return Sources.literal(Names.title(shape.name())) + names;
  }

  private static String recordName(ShapeFacts shape, MemberFacts member) {
    String name = Names.upperFirst(Names.component(member.name()));
    if (name.equals(shape.name())) {
      throw new ModelException(shape.name() + ": a member has the union's own name");
    }
    return name;
  }

  private String records(ShapeFacts shape) {
    return shape.members().stream()
        .map(member -> record(shape, member))
        .collect(Collectors.joining());
  }

  private String record(ShapeFacts shape, MemberFacts member) {
    String name = recordName(shape, member);
    if (types.isSensitive(member.shape())) {
      throw new ModelException(shape.name() + ": a sensitive member, whose record would show it");
    }
    String boxed = types.boxed(member.shape());
    String type = types.required(member.shape());
    String check =
        boxed.startsWith("java.util.List<")
            ? "value = java.util.List.copyOf(value);"
            : "java.util.Objects.requireNonNull(value, \"value\");";
    String body =
        type.equals(boxed)
            ? " {\n    /** Refuses null. */\n    public %s {\n      %s\n    }\n  }\n"
                .formatted(name, check)
            : " {}\n";
    return "\n  /** Member {@code %s}. */\n  record %s(%s value) implements %s%s"
        .formatted(member.name(), name, type, shape.name(), body);
  }
}
