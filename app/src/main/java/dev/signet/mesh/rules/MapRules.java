// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.kernel.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists that are maps by meaning: with a key in them twice, nobody could tell which one counts. Two
 * conditions on one header are none: both must hold.
 */
public final class MapRules {
  /**
   * Where the key stands in each element of such a list, by the name of the list: as pointers, all
   * of which together are the key. The ports of listeners have a rule of their own.
   */
  public static final Map<String, List<String>> KEYS =
      Map.of(
          "backends", List.of("/virtualService/virtualServiceName"),
          "attributes", List.of("/key"),
          "json", List.of("/key"),
          "weightedTargets", List.of("/virtualNode", "/port"));

  private MapRules() {}

  /**
   * Accepts a spec in whose lists each key is once.
   *
   * @param spec in the API's JSON
   * @throws Refusal of kind INVALID that names the list and the key
   */
  public static void check(JsonNode spec) {
    for (Map.Entry<String, JsonNode> member : spec.properties()) {
      List<String> key = KEYS.get(member.getKey());
      if (key != null && member.getValue().isArray()) {
        check(member.getKey(), member.getValue(), key);
      }
      check(member.getValue());
    }
    if (spec.isArray()) {
      spec.forEach(MapRules::check);
    }
  }

  private static void check(String list, JsonNode elements, List<String> key) {
    Set<List<String>> seen = new HashSet<>();
    for (JsonNode element : elements) {
      List<String> found = key.stream().map(pointer -> element.at(pointer).asText()).toList();
      if (!seen.add(found)) {
        throw Refusal.invalid(
            list
                + ": '"
                + String.join(" ", found).strip()
                + "' is given twice: expected each once");
      }
    }
  }
}
