// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signet.event.EventReason;
import dev.signet.event.pattern.EventPattern.Node;
import dev.signet.kernel.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads event patterns. */
final class PatternReader {
  private static final String OR = "$or";
  private static final int DEEPEST = 64;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PatternReader() {}

  static Node read(String text) {
    JsonNode pattern;
    try {
      pattern = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw bad("expected JSON with each name once");
    }
    if (!pattern.isObject()) {
      throw bad("expected a JSON object");
    }
    return object(pattern, "", 1);
  }

  private static Node object(JsonNode pattern, String path, int depth) {
    if (depth > DEEPEST) {
      throw bad("expected at most " + DEEPEST + " objects in each other");
    }
    if (pattern.isEmpty()) {
      throw bad(at(path) + "expected at least one field");
    }
    List<Node> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : pattern.properties()) {
      parts.add(field(field.getKey(), field.getValue(), path, depth));
    }
    return new Node.All(parts);
  }

  private static Node field(String name, JsonNode value, String path, int depth) {
    String place = path.isEmpty() ? name : path + "." + name;
    if (name.equals(OR)) {
      return choices(value, place, depth);
    }
    if (value.isObject()) {
      return new Node.Inner(name, object(value, place, depth + 1));
    }
    if (!value.isArray()) {
      throw bad(at(place) + "expected an object or an array");
    }
    if (value.isEmpty()) {
      throw bad(at(place) + "expected at least one value");
    }
    List<ValueCondition> conditions = new ArrayList<>();
    for (JsonNode each : value) {
      conditions.add(ConditionReader.read(each, place));
    }
    return new Node.Leaf(name, conditions);
  }

  private static Node choices(JsonNode value, String place, int depth) {
    if (!value.isArray() || value.size() < 2) {
      throw bad(at(place) + "expected an array of at least two objects");
    }
    List<Node> choices = new ArrayList<>();
    for (JsonNode choice : value) {
      if (!choice.isObject()) {
        throw bad(at(place) + "expected an array of objects");
      }
      choices.add(object(choice, place, depth + 1));
    }
    return new Node.Any(choices);
  }

  private static String at(String place) {
    return place.isEmpty() ? "" : "\"" + place + "\": ";
  }

  static Refusal bad(String why) {
    return new Refusal(EventReason.BAD_PATTERN, "Event pattern is not valid. Reason: " + why);
  }
}
