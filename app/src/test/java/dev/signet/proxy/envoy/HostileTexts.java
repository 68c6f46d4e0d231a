// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The golden meshes, each with one text of a spec that somebody replaced by what Envoy, a name, a
 * header or a path may not be.
 */
final class HostileTexts {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\n",
          "/x\r\ny/",
          "/a\rb/",
          "/a\0b/",
          "/a\u0085b/",
          "/\u007f/",
          "/é\uD83D\uDE00/",
          "%",
          "%REQ(",
          "*",
          "a b",
          "[::1",
          "::1",
          "127.0.0.1",
          "a,b",
          "a: b",
          "{x}",
          "\\1",
          "//",
          "?",
          "#",
          "a..b",
          "l".repeat(253) + ".x",
          "/" + "x".repeat(300) + "/",
          "x".repeat(70_000));

  /**
   * Names of resources, and what is chosen from a list, are no free texts; whether a log can be
   * opened only its proxy knows.
   */
  private static final Set<String> NO_TEXTS =
      Set.of(
          "protocol",
          "mode",
          "unit",
          "type",
          "responseType",
          "ipPreference",
          "certificateArn",
          "certificateAuthorityArns",
          "virtualNodeName",
          "virtualRouterName",
          "defaultPrefix",
          "defaultTargetHostname",
          "accessLog");

  private HostileTexts() {}

  /**
   * One replacement.
   *
   * @param at where, as a pointer into the mesh
   * @param spec the spec that it is in, and of which kind that is
   */
  record Attempt(JsonNode mesh, String at, String kind, JsonNode spec, String text) {
    @Override
    public String toString() {
      String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
      return at + " = " + TextNode.valueOf(shown);
    }
  }

  /** Each text of each kind of place once, in whichever mesh it comes first. */
  static Stream<Attempt> all() {
    Set<String> seen = new TreeSet<>();
    List<Attempt> attempts = new ArrayList<>();
    GoldenFile.all()
        .forEach(file ->
            specs(file.mesh())
                .forEach(spec ->
                    texts(file.mesh().at(spec), "").stream()
                        .filter(text -> seen.add(kind(spec) + text.replaceAll("/\\d+", "/*")))
                        .forEach(text -> attempts.addAll(attempts(file.mesh(), spec, text)))));
    return attempts.stream();
  }

  private static List<Attempt> attempts(JsonNode mesh, String spec, String text) {
    return TEXTS.stream()
        .map(hostile -> {
          JsonNode changed = mesh.deepCopy();
          put(changed, spec + text, hostile);
          return new Attempt(changed, spec + text, kind(spec), changed.at(spec), hostile);
        })
        .toList();
  }

  private static void put(JsonNode mesh, String at, String text) {
    int last = at.lastIndexOf('/');
    JsonNode parent = mesh.at(at.substring(0, last));
    if (parent instanceof ArrayNode list) {
      list.set(Integer.parseInt(at.substring(last + 1)), text);
    } else {
      ((ObjectNode) parent).put(at.substring(last + 1), text);
    }
  }

  private static List<String> specs(JsonNode mesh) {
    List<String> specs = new ArrayList<>(List.of("/spec"));
    for (String kind : List.of("virtualNodes", "virtualGateways")) {
      mesh.path(kind)
          .fieldNames()
          .forEachRemaining(name -> specs.add("/" + kind + "/" + name + "/spec"));
    }
    mesh.path("virtualServices")
        .fieldNames()
        .forEachRemaining(name -> specs.add("/virtualServices/" + name));
    mesh.path("virtualGateways")
        .properties()
        .forEach(gateway ->
            gateway
                .getValue()
                .path("routes")
                .fieldNames()
                .forEachRemaining(route ->
                    specs.add("/virtualGateways/" + gateway.getKey() + "/routes/" + route)));
    specs.removeIf(spec -> mesh.at(spec).isMissingNode());
    return specs;
  }

  private static String kind(String spec) {
    return spec.contains("/routes/") ? "gatewayRoutes" : spec.split("/", 3)[1];
  }

  private static List<String> texts(JsonNode value, String at) {
    List<String> found = new ArrayList<>();
    if (value.isTextual() && Stream.of(at.split("/")).noneMatch(NO_TEXTS::contains)) {
      found.add(at);
    }
    value
        .properties()
        .forEach(member -> found.addAll(texts(member.getValue(), at + "/" + member.getKey())));
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      found.addAll(texts(value.get(i), at + "/" + i));
    }
    return found;
  }
}
