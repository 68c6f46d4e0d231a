// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rooms of the program and the arrows between them, as the compiled code has them. A room is a
 * package below {@code dev.signet} with its wings; the composition root is no room.
 */
record Rooms(NavigableMap<String, NavigableSet<String>> arrows) {
  private static final String ROOT = "dev.signet.";

  /** Top to bottom; what stands in none of them is drawn above all. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("cli", "api", "console", "status"),
          List.of(
              "notice",
              "event",
              "proxy",
              "mesh",
              "secret",
              "certificate",
              "authority",
              "bucket",
              "access",
              "trust",
              "backup",
              "agent"),
          List.of("ground", "key", "ledger", "store", "meter", "kernel", "log"),
          List.of("wire", "pki"));

  static Rooms of(JavaClasses classes) {
    NavigableMap<String, NavigableSet<String>> arrows = new TreeMap<>();
    for (JavaClass type : classes) {
      room(type)
          .ifPresent(from -> {
            NavigableSet<String> targets = arrows.computeIfAbsent(from, _ -> new TreeSet<>());
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
              room(dependency.getTargetClass())
                  .filter(to -> !to.equals(from))
                  .ifPresent(targets::add);
            }
          });
    }
    return new Rooms(arrows);
  }

  /** The room of a class; empty for the composition root and for foreign classes. */
  static Optional<String> room(JavaClass type) {
    String name = type.getPackageName() + ".";
    if (!name.startsWith(ROOT) || name.equals(ROOT)) {
      return Optional.empty();
    }
    return Optional.of(name.substring(ROOT.length(), name.indexOf('.', ROOT.length())));
  }

  /** A room knows these and itself, and of others nothing but their libraries. */
  static ArchRule knowsOnly(String knowing, String... rooms) {
    Set<String> known = Set.of(rooms);
    return noClasses()
        .that()
        .resideInAPackage(ROOT + knowing + "..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of a room other than " + known,
                type ->
                    room(type)
                        .filter(room -> !room.equals(knowing) && !known.contains(room))
                        .isPresent()));
  }

  /**
   * The picture as a Mermaid flow chart. An arrow that follows from two others is left out: every
   * room may be drawn below all that it reaches.
   */
  String picture() {
    StringBuilder text = new StringBuilder("flowchart TD\n");
    for (List<String> floor : FLOORS) {
      List<String> present = floor.stream().filter(arrows::containsKey).toList();
      text.append("  subgraph ").append(floorName(floor)).append("\n");
      present.forEach(room -> text.append("    ").append(room).append("\n"));
      text.append("  end\n");
    }
    arrows.forEach((from, targets) ->
        targets.stream()
            .filter(to -> targets.stream().noneMatch(via -> !via.equals(to) && reaches(via, to)))
            .forEach(to -> text.append("  ").append(from).append(" --> ").append(to).append("\n")));
    return text.toString();
  }

  /** Rooms that the picture has no floor for. */
  List<String> homeless() {
    return arrows.keySet().stream()
        .filter(room -> FLOORS.stream().noneMatch(floor -> floor.contains(room)))
        .toList();
  }

  /** Arrows that lead up. */
  List<String> climbing() {
    return arrows.entrySet().stream()
        .flatMap(entry ->
            entry.getValue().stream()
                .filter(to -> floor(to) < floor(entry.getKey()))
                .map(to -> entry.getKey() + " --> " + to))
        .collect(Collectors.toList());
  }

  private static int floor(String room) {
    for (int i = 0; i < FLOORS.size(); i++) {
      if (FLOORS.get(i).contains(room)) {
        return i;
      }
    }
    return -1;
  }

  private static String floorName(List<String> floor) {
    return switch (FLOORS.indexOf(floor)) {
      case 0 -> "front";
      case 1 -> "features";
      case 2 -> "foundation";
      default -> "libraries";
    };
  }

  private boolean reaches(String from, String to) {
    NavigableSet<String> targets = arrows.getOrDefault(from, new TreeSet<>());
    return targets.contains(to) || targets.stream().anyMatch(via -> reaches(via, to));
  }
}
