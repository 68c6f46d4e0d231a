// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import dev.signet.wiregen.ServiceFacts.MemberFacts;
import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Source of the method that makes a record of others that have its members: where all members are
 * required and many are text, a constructor would take them in any order.
 */
final class FromSource {
  private final JavaTypes types;
  private final List<Face> faces;

  FromSource(JavaTypes types, List<Face> faces) {
    this.types = types;
    this.faces = faces;
  }

  /** The method, empty for structures that have withers or no faces. */
  String of(ShapeFacts shape) {
    List<Face> sources = sources(shape);
    if (sources.isEmpty() || shape.required().size() < shape.members().size()) {
      return "";
    }
    List<String> parameters = new ArrayList<>();
    sources.forEach(
        face -> parameters.add(face.of(shape, types).orElseThrow() + " " + parameter(face)));
    List<String> arguments = new ArrayList<>();
    for (MemberFacts member : shape.members()) {
      String component = Names.component(member.name());
      sources.stream()
          .filter(face -> face.names().contains(member.name()))
          .findFirst()
          .ifPresentOrElse(
              face -> arguments.add(parameter(face) + "." + component + "()"),
              () -> {
                parameters.add(types.required(member.shape()) + " " + component);
                arguments.add(component);
              });
    }
    return "\n  /** With what others have in common with it. */\n  public static %1$s from(%2$s) {\n    return new %1$s(%3$s);\n  }\n"
        .formatted(shape.name(), String.join(", ", parameters), String.join(", ", arguments));
  }

  /** The faces that give values to all their members, without those that another one covers. */
  private List<Face> sources(ShapeFacts shape) {
    List<Face> fitting =
        faces.stream()
            .filter(face -> face.isComplete() && face.of(shape, types).isPresent())
            .toList();
    return fitting.stream()
        .filter(face -> fitting.stream().noneMatch(other -> isCovered(face, other)))
        .toList();
  }

  private static boolean isCovered(Face face, Face other) {
    return other.members().size() > face.members().size()
        && other.names().containsAll(face.names());
  }

  private static String parameter(Face face) {
    return face.name().substring(0, 1).toLowerCase(Locale.ROOT) + face.name().substring(1);
  }
}
