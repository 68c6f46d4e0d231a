// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An event pattern: all of its fields have to fit, each by any of its conditions. A list in an
 * event fits where one of its elements does, as a whole: fields of two of its objects are not
 * mixed. The effort is the size of the pattern times that of the event at most, whatever they say.
 */
public final class EventPattern {
  private final String text;
  private final Node root;

  private EventPattern(String text, Node root) {
    this.text = text;
    this.root = root;
  }

  /** What an object of the event has to be like. */
  sealed interface Node {
    /** All of these. */
    record All(List<Node> parts) implements Node {}

    /** One of these, {@code $or}. */
    record Any(List<Node> choices) implements Node {}

    /** A field whose value is one that a condition fits. */
    record Leaf(String name, List<ValueCondition> conditions) implements Node {}

    /** A field whose value is an object of which something holds. */
    record Inner(String name, Node content) implements Node {}
  }

  /**
   * Reads one.
   *
   * @throws dev.signet.kernel.Refusal of reason BAD_PATTERN, saying what was expected
   */
  public static EventPattern parse(String text) {
    return new EventPattern(text, PatternReader.read(text));
  }

  /** As it was given. */
  public String text() {
    return text;
  }

  /** Whether an event is wanted. */
  public boolean fits(JsonNode event) {
    return holds(root, event);
  }

  private static boolean holds(Node node, JsonNode object) {
    return switch (node) {
      case Node.All all -> all.parts().stream().allMatch(part -> holds(part, object));
      case Node.Any any -> any.choices().stream().anyMatch(choice -> holds(choice, object));
      case Node.Leaf leaf -> {
        List<JsonNode> values = values(object, leaf.name());
        yield leaf.conditions().stream().anyMatch(condition -> condition.fits(values));
      }
      case Node.Inner inner -> {
        List<JsonNode> values = values(object, inner.name());
        yield values.isEmpty()
            ? holds(inner.content(), MissingNode.getInstance())
            : values.stream().anyMatch(value -> holds(inner.content(), value));
      }
    };
  }

  /** The values of a field, those of a list one by one. */
  private static List<JsonNode> values(JsonNode object, String name) {
    List<JsonNode> values = new ArrayList<>();
    add(object.path(name), values);
    return values;
  }

  private static void add(JsonNode value, List<JsonNode> values) {
    if (value.isArray()) {
      value.forEach(element -> add(element, values));
    } else if (!value.isMissingNode()) {
      values.add(value);
    }
  }
}
