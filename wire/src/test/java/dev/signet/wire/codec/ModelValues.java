// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.smithy.model.node.Node;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.shapes.MemberShape;

/** The parameters of a published case as values of the codec's shapes. */
final class ModelValues {
  private final ModelShapes shapes;

  ModelValues(ModelShapes shapes) {
    this.shapes = shapes;
  }

  /** The members of a structure that are not left out, by their names on the wire. */
  Map<String, Object> members(
      software.amazon.smithy.model.shapes.Shape shape, ObjectNode parameters) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (MemberShape member : shapes.served(shape)) {
      Node node = parameters.getMember(member.getMemberName()).orElse(Node.nullNode());
      if (!node.isNullNode() && isServed(shapes.targetOf(member), node)) {
        values.put(shapes.wireName(member), value(shapes.targetOf(member), node));
      }
    }
    return values;
  }

  /** A union whose only member is left out is as absent as that. */
  private boolean isServed(software.amazon.smithy.model.shapes.Shape shape, Node node) {
    return !shape.isUnionShape() || !members(shape, node.expectObjectNode()).isEmpty();
  }

  private Object value(software.amazon.smithy.model.shapes.Shape shape, Node node) {
    return switch (shape.getType()) {
      case STRUCTURE ->
          shape.getId().toString().equals("smithy.api#Unit")
              ? Empty.VALUE
              : members(shape, node.expectObjectNode());
      case UNION -> members(shape, node.expectObjectNode()).entrySet().iterator().next();
      case LIST, SET -> list(shape, node);
      case MAP -> map(shape, node);
      case ENUM -> new ModelShapes.Word(node.expectStringNode().getValue());
      case STRING -> node.expectStringNode().getValue();
      case BLOB -> Blob.of(node.expectStringNode().getValue().getBytes(StandardCharsets.UTF_8));
      case BYTE, SHORT, INTEGER, INT_ENUM -> node.expectNumberNode().getValue().intValue();
      case LONG -> node.expectNumberNode().getValue().longValue();
      case BOOLEAN -> node.expectBooleanNode().getValue();
      case TIMESTAMP ->
          Instant.ofEpochMilli(
              new BigDecimal(node.expectNumberNode().getValue().toString())
                  .movePointRight(3)
                  .longValue());
      default -> throw new IllegalStateException(shape + " is left out");
    };
  }

  private List<Object> list(software.amazon.smithy.model.shapes.Shape shape, Node node) {
    var element = shapes.targetOf(shape.asListShape().orElseThrow().getMember());
    return node.expectArrayNode().getElements().stream().map(each -> value(element, each)).toList();
  }

  private Map<String, Object> map(software.amazon.smithy.model.shapes.Shape shape, Node node) {
    var target = shapes.targetOf(shape.asMapShape().orElseThrow().getValue());
    Map<String, Object> values = new LinkedHashMap<>();
    node.expectObjectNode()
        .getStringMap()
        .forEach((key, each) -> values.put(key, value(target, each)));
    return values;
  }
}
