// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** JSON for people: what has one member or fits into a line stands in one. */
final class CompactJson {
  private static final int WIDTH = 100;

  private CompactJson() {}

  static String of(JsonNode value) {
    return of(value, "") + "\n";
  }

  private static String of(JsonNode value, String indent) {
    String line = line(value);
    if (!value.isContainerNode() || indent.length() + line.length() <= WIDTH) {
      return line;
    }
    if (value.size() == 1 && value.isObject()) {
      Map.Entry<String, JsonNode> only = value.properties().iterator().next();
      return "{" + quoted(only.getKey()) + ": " + of(only.getValue(), indent) + "}";
    }
    String inner = indent + "  ";
    List<String> parts =
        value.isObject()
            ? value.properties().stream()
                .map(each -> quoted(each.getKey()) + ": " + of(each.getValue(), inner))
                .toList()
            : elements(value).map(each -> of(each, inner)).toList();
    String open = value.isObject() ? "{\n" : "[\n";
    String close = "\n" + indent + (value.isObject() ? "}" : "]");
    return open + inner + String.join(",\n" + inner, parts) + close;
  }

  private static String line(JsonNode value) {
    if (value.isObject()) {
      return value.properties().stream()
          .map(each -> quoted(each.getKey()) + ": " + line(each.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value.isArray()
        ? elements(value).map(CompactJson::line).collect(Collectors.joining(", ", "[", "]"))
        : value.toString();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static String quoted(String name) {
    return GoldenScene.JSON.getNodeFactory().textNode(name).toString();
  }
}
