// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The difference between two JSON values as a merge patch (RFC 7396) that also reaches into arrays.
 * There a member names an element: by its name, by its place in the old array as {@code [2]}, or,
 * to be put in, by its place in the new one as {@code +2}. Null takes away. Neither value holds a
 * null itself, and no object comes in the place of an array.
 */
final class Difference {
  private static final List<String> NAMES = List.of("name", "clusterName");

  private Difference() {}

  /** What turns one value into another; an empty object where they are equal. */
  static JsonNode between(JsonNode from, JsonNode to) {
    if (from instanceof ObjectNode old && to instanceof ObjectNode wanted) {
      return objects(old, wanted);
    }
    if (from instanceof ArrayNode old && to instanceof ArrayNode wanted) {
      return arrays(old, wanted);
    }
    return from.equals(to) ? empty() : to;
  }

  private static JsonNode objects(ObjectNode old, ObjectNode wanted) {
    ObjectNode patch = empty();
    old.fieldNames()
        .forEachRemaining(name -> {
          if (!wanted.has(name)) {
            patch.set(name, NullNode.getInstance());
          }
        });
    wanted
        .properties()
        .forEach(member -> {
          JsonNode before = old.get(member.getKey());
          if (before == null) {
            patch.set(member.getKey(), member.getValue());
          } else if (!before.equals(member.getValue())) {
            patch.set(member.getKey(), between(before, member.getValue()));
          }
        });
    return patch;
  }

  private static JsonNode arrays(ArrayNode old, ArrayNode wanted) {
    List<String> before = keys(old);
    List<String> after = isNamed(old) && isNamed(wanted) ? keys(wanted) : places(old, wanted);
    List<String> kept = new ArrayList<>(before);
    kept.retainAll(after);
    List<String> found = new ArrayList<>(after);
    found.retainAll(before);
    if (!kept.equals(found) || kept.isEmpty()) {
      return wanted; // another order, or nothing in common
    }
    ObjectNode patch = empty();
    for (int i = 0; i < before.size(); i++) {
      int place = after.indexOf(before.get(i));
      if (place < 0) {
        patch.set(before.get(i), NullNode.getInstance());
      } else if (!old.get(i).equals(wanted.get(place))) {
        patch.set(before.get(i), between(old.get(i), wanted.get(place)));
      }
    }
    for (int i = 0; i < after.size(); i++) {
      if (!before.contains(after.get(i))) {
        patch.set("+" + i, wanted.get(i));
      }
    }
    return patch;
  }

  /** What the elements of the new array were in the old one, where none has a name. */
  private static List<String> places(ArrayNode old, ArrayNode wanted) {
    int same = 0;
    int shorter = Math.min(old.size(), wanted.size());
    while (same < shorter && old.get(same).equals(wanted.get(same))) {
      same++;
    }
    int end = 0;
    while (end < shorter - same
        && old.get(old.size() - 1 - end).equals(wanted.get(wanted.size() - 1 - end))) {
      end++;
    }
    List<String> before = keys(old);
    List<String> places = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      boolean fromEnd = i >= wanted.size() - end;
      boolean isNew = !fromEnd && i >= old.size() - end;
      places.add(isNew ? "new " + i : before.get(fromEnd ? i - wanted.size() + old.size() : i));
    }
    return places;
  }

  /** A value after a difference was applied to it, which leaves the value alone. */
  static JsonNode apply(JsonNode to, JsonNode patch) {
    if (!(patch instanceof ObjectNode members)) {
      return patch;
    }
    return switch (to) {
      case ArrayNode array -> apply(array, members);
      case ObjectNode object -> apply(object, members);
      default -> patch;
    };
  }

  private static JsonNode apply(ObjectNode to, ObjectNode patch) {
    ObjectNode result = to.deepCopy();
    patch
        .properties()
        .forEach(member -> {
          JsonNode before = to.get(member.getKey());
          if (member.getValue().isNull()) {
            result.remove(member.getKey());
          } else {
            result.set(
                member.getKey(),
                before == null ? member.getValue() : apply(before, member.getValue()));
          }
        });
    return result;
  }

  private static JsonNode apply(ArrayNode to, ObjectNode patch) {
    Map<String, JsonNode> elements = new LinkedHashMap<>();
    List<String> keys = keys(to);
    for (int i = 0; i < keys.size(); i++) {
      elements.put(keys.get(i), to.get(i));
    }
    Map<Integer, JsonNode> added = new TreeMap<>(Comparator.naturalOrder());
    patch
        .properties()
        .forEach(member -> {
          String key = member.getKey();
          JsonNode before = elements.get(key);
          if (before == null && key.startsWith("+")) {
            added.put(Integer.valueOf(key.substring(1)), member.getValue());
          } else if (before == null) {
            throw new AssertionError(key + " is not in the base: expected one of " + keys);
          } else if (member.getValue().isNull()) {
            elements.remove(key);
          } else {
            elements.put(key, apply(before, member.getValue()));
          }
        });
    List<JsonNode> all = new ArrayList<>(elements.values());
    added.forEach(all::add);
    return GoldenScene.JSON.createArrayNode().addAll(all);
  }

  /** How the elements are called: by their names, if each has one of its own. */
  private static List<String> keys(ArrayNode array) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      keys.add(isNamed(array) ? name(array.get(i)) : "[" + i + "]");
    }
    return keys;
  }

  private static boolean isNamed(ArrayNode array) {
    Set<String> names = new HashSet<>();
    for (JsonNode element : array) {
      String name = name(element);
      if (name.isEmpty() || !names.add(name)) {
        return false;
      }
    }
    return true;
  }

  private static String name(JsonNode element) {
    if (element.isTextual()) {
      return element.textValue();
    }
    return NAMES.stream()
        .map(name -> element.path(name).asText())
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static ObjectNode empty() {
    return GoldenScene.JSON.createObjectNode();
  }
}
