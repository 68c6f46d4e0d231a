// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.knowledge.OperationIndex;
import software.amazon.smithy.model.knowledge.TopDownIndex;
import software.amazon.smithy.model.node.ObjectNode;
import software.amazon.smithy.model.shapes.MemberShape;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ServiceShape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.shapes.StructureShape;
import software.amazon.smithy.model.traits.EndpointTrait;
import software.amazon.smithy.model.traits.HttpPayloadTrait;
import software.amazon.smithy.model.traits.HttpTrait;
import software.amazon.smithy.model.traits.Trait;
import software.amazon.smithy.model.traits.XmlNamespaceTrait;

/** A service of the published models, as the generator would make it, as far as it would. */
final class PublishedService {
  private final Model model;
  private final ServiceShape shape;
  private final Protocol protocol;
  private final ModelShapes shapes;
  private final ModelValues values;
  private final Map<OperationShape, Operation<?, ?>> operations = new LinkedHashMap<>();
  private final ServiceModel service;
  private final Router router;

  PublishedService(Model model, String id, Protocol protocol) {
    this.model = model;
    this.shape = model.expectShape(ShapeId.from(id), ServiceShape.class);
    this.protocol = protocol;
    this.shapes = new ModelShapes(model, protocol);
    this.values = new ModelValues(shapes);
    List<OperationShape> served = all().stream().filter(each -> whyNot(each).isEmpty()).toList();
    this.service =
        new ServiceModel(
            new ServiceModel.Facts(
                shape.getId().getName(),
                shape.getId().getName(),
                protocol == Protocol.JSON_1_1 || protocol == Protocol.RPC_V2_CBOR
                    ? shape.getId().getName()
                    : null,
                List.of(protocol),
                shape.getVersion(),
                shape
                    .getTrait(XmlNamespaceTrait.class)
                    .map(XmlNamespaceTrait::getUri)
                    .orElse(null)),
            errors(),
            table(served));
    for (OperationShape each : served) {
      operations.put(each, operation(each, operations.size()));
    }
    this.router = new Router(List.of(service));
  }

  List<OperationShape> all() {
    return List.copyOf(TopDownIndex.of(model).getContainedOperations(shape));
  }

  /** All errors of its operations. */
  List<StructureShape> errorShapes() {
    return all().stream()
        .flatMap(each -> OperationIndex.of(model).getErrors(shape, each).stream())
        .distinct()
        .toList();
  }

  Protocol protocol() {
    return protocol;
  }

  ServiceModel service() {
    return service;
  }

  ModelShapes shapes() {
    return shapes;
  }

  Operation<?, ?> operation(OperationShape of) {
    return java.util.Objects.requireNonNull(operations.get(of), of.toString());
  }

  Map<String, Object> input(OperationShape of, ObjectNode parameters) {
    return values.members(OperationIndex.of(model).expectInputShape(of), parameters);
  }

  Map<String, Object> output(OperationShape of, ObjectNode parameters) {
    return values.members(OperationIndex.of(model).expectOutputShape(of), parameters);
  }

  Route route(Router.Request request, byte[] body) {
    return protocol == Protocol.QUERY ? Query.route(service, body) : router.route(request);
  }

  /** Why an operation is none that the codec could serve; empty when it could. */
  Optional<String> whyNot(OperationShape of) {
    Optional<HttpTrait> http = of.getTrait(HttpTrait.class);
    OperationIndex index = OperationIndex.of(model);
    if (of.hasTrait(EndpointTrait.class)) {
      return Optional.of("a host of its own");
    }
    if (protocol == Protocol.REST_JSON && http.isPresent()) {
      if (http.get().getUri().getGreedyLabel().isPresent()) {
        return Optional.of("a label that takes many segments of the path");
      }
      if (!http.get().getUri().getQueryLiterals().isEmpty()) {
        return Optional.of("a path with a constant query");
      }
      if (payload(index.expectInputShape(of)).isPresent()) {
        return Optional.of("a member as the body of a request");
      }
      if (payload(index.expectOutputShape(of))
          .filter(member -> !shapes.targetOf(member).isStructureShape())
          .isPresent()) {
        return Optional.of("a body that is no structure");
      }
    }
    return Optional.empty();
  }

  private static Optional<MemberShape> payload(StructureShape structure) {
    return structure.members().stream()
        .filter(member -> member.hasTrait(HttpPayloadTrait.class))
        .findFirst();
  }

  private Operation<?, ?> operation(OperationShape of, int number) {
    Optional<HttpTrait> http =
        protocol == Protocol.REST_JSON ? of.getTrait(HttpTrait.class) : Optional.empty();
    return new Operation<>(
        service,
        number,
        new Operation.Facts(
            of.getId().getName(),
            http.map(HttpTrait::getMethod).orElse("POST"),
            http.map(trait -> trait.getUri().toString()).orElse("/"),
            http.map(HttpTrait::getCode).orElse(200),
            true,
            payload(OperationIndex.of(model).expectOutputShape(of))
                .map(shapes::wireName)
                .filter(name -> protocol == Protocol.REST_JSON)
                .orElse(null),
            List.of()));
  }

  /** The name of an error as it travels: only Query has another than the model's. */
  String code(StructureShape error) {
    Optional<Trait> other = error.findTrait("aws.protocols#awsQueryError");
    return protocol == Protocol.QUERY && other.isPresent()
        ? other.get().toNode().expectObjectNode().expectStringMember("code").getValue()
        : error.getId().getName();
  }

  private List<ErrorShape> errors() {
    return errorShapes().stream().map(each -> new ErrorShape(code(each), 400)).toList();
  }

  private OperationTable table(List<OperationShape> served) {
    OperationIndex index = OperationIndex.of(model);
    return new OperationTable() {
      @Override
      public List<Operation<?, ?>> operations() {
        return new ArrayList<>(operations.values());
      }

      @Override
      public dev.signet.wire.codec.StructureShape<?> input(int operation) {
        return shapes.structure(index.expectInputShape(served.get(operation)));
      }

      @Override
      public dev.signet.wire.codec.StructureShape<?> output(int operation) {
        return shapes.structure(index.expectOutputShape(served.get(operation)));
      }
    };
  }
}
