// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wiregen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.wiregen.ServiceFacts.ErrorFacts;
import dev.signet.wiregen.ServiceFacts.Limits;
import dev.signet.wiregen.ServiceFacts.MemberFacts;
import dev.signet.wiregen.ServiceFacts.OperationFacts;
import dev.signet.wiregen.ServiceFacts.ShapeFacts;
import dev.signet.wiregen.ServiceFacts.XmlFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads a model file (the vocabulary of botocore's {@code service-2.json}). */
final class ModelReader {
  private static final Set<String> TRAITS = Set.of("union", "sensitive", "exception", "fault");

  private ModelReader() {}

  static ServiceFacts read(Path file) throws IOException {
    JsonNode model = new ObjectMapper().readTree(file.toFile());
    JsonNode metadata = model.path("metadata");
    String name = metadata.path("endpointPrefix").asText();
    List<OperationFacts> operations = new ArrayList<>();
    new TreeMap<>(fields(model.path("operations")))
        .values()
        .forEach(node -> operations.add(operation(node)));
    Map<String, ShapeFacts> shapes = new TreeMap<>();
    fields(model.path("shapes")).forEach((shape, node) -> shapes.put(shape, shape(shape, node)));
    fields(model.path("shapes"))
        .forEach((shape, node) -> shapes.put(shape, refined(shape(shape, node), node, shapes)));
    String signingName = text(metadata, "signingName");
    return new ServiceFacts(
        name,
        signingName == null ? name : signingName,
        text(metadata, "targetPrefix"),
        protocols(metadata),
        metadata.path("apiVersion").asText(),
        text(metadata, "xmlNamespace"),
        operations,
        shapes);
  }

  /** JSON is first where the service offers it, even when another protocol is named before. */
  private static List<String> protocols(JsonNode metadata) {
    List<String> offered = texts(metadata.path("protocols"));
    if (offered.isEmpty()) {
      return List.of(metadata.path("protocol").asText());
    }
    List<String> served = new ArrayList<>(offered);
    if (served.remove("json")) {
      served.addFirst("json");
    }
    return served;
  }

  private static OperationFacts operation(JsonNode node) {
    List<String> errors = new ArrayList<>();
    node.path("errors").forEach(error -> errors.add(error.path("shape").asText()));
    return new OperationFacts(
        node.path("name").asText(),
        node.path("http").path("method").asText(),
        node.path("http").path("requestUri").asText(),
        node.path("http").path("responseCode").asInt(200),
        !node.path("authtype").asText().equals("none"),
        text(node.path("input"), "shape"),
        text(node.path("output"), "shape"),
        errors);
  }

  private static ShapeFacts shape(String name, JsonNode node) {
    List<MemberFacts> members = new ArrayList<>();
    fields(node.path("members")).forEach((member, facts) -> members.add(member(member, facts)));
    Set<String> traits = new HashSet<>();
    for (String trait : TRAITS) {
      if (node.path(trait).asBoolean()) {
        traits.add(trait);
      }
    }
    String list = text(node.path("member"), "shape");
    return new ShapeFacts(
        name,
        node.path("type").asText(),
        members,
        new HashSet<>(texts(node.path("required"))),
        list == null ? text(node.path("value"), "shape") : list,
        new Limits(number(node, "min"), number(node, "max")),
        text(node, "pattern"),
        texts(node.path("enum")),
        traits,
        text(node, "payload"),
        new ErrorFacts(
            text(node.path("error"), "code"), node.path("error").path("httpStatusCode").asInt()),
        new XmlFacts(
            text(node.path(node.has("value") ? "value" : "member"), "locationName"),
            text(node.path("key"), "locationName"),
            node.path("flattened").asBoolean(),
            text(node, "timestampFormat")));
  }

  /** The same; where a member says more of its shape, with a shape of its own for that. */
  private static ShapeFacts refined(
      ShapeFacts shape, JsonNode node, Map<String, ShapeFacts> shapes) {
    List<MemberFacts> members = new ArrayList<>();
    fields(node.path("members"))
        .forEach((name, facts) -> members.add(refined(name, facts, shapes)));
    return shape.withMembers(members);
  }

  private static MemberFacts refined(String name, JsonNode node, Map<String, ShapeFacts> shapes) {
    MemberFacts member = member(name, node);
    ShapeFacts target = shapes.get(member.shape());
    if (target == null) {
      return member; // said when it is used
    }
    XmlFacts xml = target.xml();
    if (xml.flattened() && xml.element() != null && !node.has("locationName")) {
      member = new MemberFacts(xml.element(), member.shape(), member.location());
    }
    String format = text(node, "timestampFormat");
    boolean flattened = node.path("flattened").asBoolean();
    if (format == null && !flattened) {
      return member;
    }
    String refined = target.name() + "_" + (flattened ? "flattened" : format);
    shapes.putIfAbsent(
        refined,
        target.refined(refined, new XmlFacts(xml.element(), xml.key(), flattened, format)));
    return new MemberFacts(member.name(), refined, member.location());
  }

  private static MemberFacts member(String name, JsonNode node) {
    String wireName = text(node, "locationName");
    String location = text(node, "location");
    return new MemberFacts(
        wireName == null ? name : wireName,
        node.path("shape").asText(),
        location == null ? "body" : location);
  }

  private static @Nullable String text(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.path(field).asText() : null;
  }

  private static @Nullable Long number(JsonNode node, String field) {
    return node.hasNonNull(field) ? node.path(field).asLong() : null;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  private static Map<String, JsonNode> fields(JsonNode node) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    node.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
    return fields;
  }
}
