// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.wiregen.ServiceFacts.MemberFacts;
import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Common members of structures: an interface that every record implements that has them all, so
 * that code can be written once for all of them.
 *
 * @param name of the interface
 * @param parameter its type parameter, the type of members that differ; null for none
 * @param members in the order of the file
 */
record Face(String name, @Nullable String parameter, List<Common> members) {
  /**
   * A common member.
   *
   * @param name name on the wire
   * @param type Java type of the component, or the face's parameter
   * @param optional whether records may hold null there
   */
  record Common(String name, String type, boolean optional) {}

  /**
   * Reads the faces of a service, none where there is no file: {@code {"Put<S>": {"spec?": "S",
   * "clientToken?": "String"}}}.
   */
  static List<Face> read(Path file) throws IOException {
    List<Face> faces = new ArrayList<>();
    if (Files.exists(file)) {
      new ObjectMapper()
          .readTree(file.toFile())
          .properties()
          .forEach(entry -> faces.add(face(entry.getKey(), entry.getValue())));
    }
    return faces;
  }

  private static Face face(String head, JsonNode members) {
    String[] parts = head.split("[<>]", -1);
    return new Face(
        parts[0],
        parts.length == 1 ? null : parts[1],
        members.properties().stream()
            .map(entry ->
                new Common(
                    entry.getKey().replace("?", ""),
                    entry.getValue().asText(),
                    entry.getKey().endsWith("?")))
            .toList());
  }

  /** The type that a structure implements; empty when it lacks a member. */
  Optional<String> of(ShapeFacts shape, JavaTypes types) {
    String argument = null;
    for (Common common : members) {
      Optional<MemberFacts> found =
          shape.members().stream().filter(each -> each.name().equals(common.name())).findFirst();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      boolean required = shape.required().contains(common.name());
      String target = found.get().shape();
      String type = required ? types.required(target) : types.boxed(target);
      if (common.type().equals(parameter)) {
        argument = types.boxed(target);
      } else if (!common.type().equals(type)) {
        return Optional.empty();
      }
      if (!required && !common.optional()) {
        return Optional.empty();
      }
    }
    return Optional.of(argument == null ? name : name + "<" + argument + ">");
  }

  /** The names of its members, on the wire. */
  Set<String> names() {
    return members.stream().map(Common::name).collect(Collectors.toSet());
  }

  /** Whether a record that is made from one gets a value for each of its members. */
  boolean isComplete() {
    return members.stream().noneMatch(Common::optional);
  }

  String source() {
    String accessors =
        members.stream()
            .map(common ->
                "  /** Member {@code %s}. */\n  %s %s();\n"
                    .formatted(
                        common.name(),
                        common.optional() ? JavaTypes.nullable(common.type()) : common.type(),
                        Names.component(common.name())))
            .collect(Collectors.joining("\n"));
    return "/** What several structures of the model have in common. */\npublic interface %s%s {\n%s}\n"
        .formatted(name, parameter == null ? "" : "<" + parameter + ">", accessors);
  }
}
