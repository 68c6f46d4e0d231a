// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signet.kernel.Refusal;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a target is sent of an event, one JSON value. */
public sealed interface TargetInput {
  /** The event. */
  record Whole() implements TargetInput {}

  /** The same JSON each time. */
  record Constant(String json) implements TargetInput {
    /** Checks that it is JSON. */
    public Constant {
      requireJson("Input", json);
    }
  }

  /** A part of the event, null where it has none. */
  record Part(JsonPath path) implements TargetInput {}

  /**
   * A template with the names of parts between angle brackets: within quotes as text, elsewhere as
   * JSON. What an event has not is the empty text, or null.
   */
  record Template(Map<String, JsonPath> paths, String text) implements TargetInput {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");

    /** Checks that its names are known, and that it makes JSON. */
    public Template {
      paths = Map.copyOf(paths);
      for (String name : paths.keySet()) {
        if (!NAME.matcher(name).matches()) {
          throw Refusal.invalid(
              "InputPathsMap '" + name + "': expected letters, digits, _ and - in a name");
        }
      }
      requireJson("InputTemplate", render(text, name -> MissingNode.getInstance(), paths));
    }

    /** The paths as they were given. */
    public Map<String, String> pathTexts() {
      Map<String, String> texts = new TreeMap<>();
      paths.forEach((name, path) -> texts.put(name, path.text()));
      return texts;
    }
  }

  /** What a target of a rule is sent of an event. */
  default String of(JsonNode event, Rule rule) {
    return switch (this) {
      case Whole _ -> event.toString();
      case Constant constant -> constant.json();
      case Part part -> json(part.path().in(event));
      case Template template ->
          render(
              template.text(),
              name -> {
                JsonPath path = template.paths().get(name);
                return path == null ? given(name, event, rule) : path.in(event);
              },
              template.paths());
    };
  }

  /** What EventBridge itself has names for. */
  private static JsonNode given(String name, JsonNode event, Rule rule) {
    return switch (name) {
      case "aws.events.rule-arn" -> TextNode.valueOf(rule.arn().toString());
      case "aws.events.rule-name" -> TextNode.valueOf(rule.name());
      case "aws.events.event.ingestion-time" -> event.path("time");
      case "aws.events.event" -> ((ObjectNode) event.deepCopy()).without("detail");
      case "aws.events.event.json" -> event;
      default -> MissingNode.getInstance();
    };
  }

  private static boolean isKnown(String name, Map<String, JsonPath> paths) {
    return paths.containsKey(name)
        || name.startsWith("aws.events.rule-")
        || name.startsWith("aws.events.event");
  }

  private static String render(
      String text, Function<String, JsonNode> parts, Map<String, JsonPath> paths) {
    StringBuilder made = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int end = c == '<' ? text.indexOf('>', i) : -1;
      if (end > 0 && isKnown(text.substring(i + 1, end), paths)) {
        JsonNode part = parts.apply(text.substring(i + 1, end));
        made.append(quoted ? inner(part) : json(part));
        i = end;
      } else if (c == '\\' && i + 1 < text.length()) {
        made.append(c).append(text.charAt(++i));
      } else {
        quoted ^= c == '"';
        made.append(c);
      }
    }
    return made.toString();
  }

  private static String json(JsonNode part) {
    return part.isMissingNode() ? "null" : part.toString();
  }

  /** What stands between the quotes of a text. */
  private static String inner(JsonNode part) {
    String text = part.isMissingNode() ? "" : part.isTextual() ? part.textValue() : part.toString();
    String quoted = TextNode.valueOf(text).toString();
    return quoted.substring(1, quoted.length() - 1);
  }

  private static void requireJson(String member, String text) {
    try {
      new ObjectMapper()
          .reader()
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readTree(text);
    } catch (JsonProcessingException e) {
      throw Refusal.invalid(member + ": expected one JSON value, with names that are declared");
    }
  }

  /** The part of a path. */
  public static TargetInput part(String path) {
    return new Part(JsonPath.parse(path));
  }

  /** The template with paths by their names. */
  public static TargetInput template(Map<String, String> paths, String text) {
    Map<String, JsonPath> read = new TreeMap<>();
    paths.forEach((name, path) -> read.put(name, JsonPath.parse(path)));
    return new Template(read, text);
  }
}
