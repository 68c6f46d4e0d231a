// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import software.amazon.smithy.model.Model;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.ShapeId;
import software.amazon.smithy.model.shapes.StructureShape;
import software.amazon.smithy.protocoltests.traits.AppliesTo;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpMessageTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestsTrait;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestsTrait;

/** The cases that Smithy publishes for servers, each with what runs it or why nothing does. */
final class PublishedCases {
  /**
   * The services of the published models, and which protocol each is of. REST-XML is run when
   * buckets speak it.
   */
  private static final Map<String, Protocol> SERVICES =
      Map.of(
          "aws.protocoltests.json#JsonProtocol", Protocol.JSON_1_1,
          "aws.protocoltests.restjson#RestJson", Protocol.REST_JSON,
          "aws.protocoltests.restjson.validation#RestJsonValidation", Protocol.REST_JSON,
          "aws.protocoltests.query#AwsQuery", Protocol.QUERY,
          "smithy.protocoltests.rpcv2Cbor#RpcV2Protocol", Protocol.RPC_V2_CBOR);

  private static final Map<Protocol, ShapeId> IDS =
      Map.of(
          Protocol.JSON_1_1, ShapeId.from("aws.protocols#awsJson1_1"),
          Protocol.REST_JSON, ShapeId.from("aws.protocols#restJson1"),
          Protocol.QUERY, ShapeId.from("aws.protocols#awsQuery"),
          Protocol.RPC_V2_CBOR, ShapeId.from("smithy.protocols#rpcv2Cbor"));

  /** By a part of a case's name: what no model that is served has, and so the codec neither. */
  private static final Map<String, String> BY_NAME = byName();

  private final List<Published> all = new ArrayList<>();

  /**
   * A case.
   *
   * @param whyNot why it is not run; empty when it is
   */
  record Published(Protocol protocol, String id, Optional<String> whyNot, Executable run) {}

  private static Map<String, String> byName() {
    Map<String, String> reasons = new LinkedHashMap<>();
    reasons.put("ContentTypeNoHeaders", "a body without Content-Type is read");
    reasons.put("RestJsonHeader", "members in headers");
    reasons.put("RequiredHeader", "members in headers");
    reasons.put("Float", "floating point numbers");
    reasons.put("Double", "floating point numbers");
    reasons.put("UniqueItems", "lists without repetition");
    reasons.put("PopulatesDefault", "default values");
    reasons.put("PopulatesNestedDefault", "default values");
    reasons.put("ContentEncoding", "compressed requests");
    reasons.put("AppendsGzip", "compressed requests");
    reasons.put("AppendedGzip", "compressed requests");
    reasons.put("EnumTraitString", "enumerations of the first Smithy, which are traits");
    reasons.put("MapKey", "constraints on the keys of maps");
    reasons.put("MalformedLengthMap", "lengths of maps");
    reasons.put("AllQueryStringTypes", "lists in the query");
    reasons.put("QueryParamsStringListMap", "lists in the query");
    reasons.put("ExpectsEmptyContentType", "Content-Type is looked at with a body only");
    reasons.put("ApplicationJsonAccept", "Accept is not looked at");
    reasons.put("KnownAndUnknownFieldsSet", "unknown members are ignored in unions too");
    reasons.put("UTCOffsets", "times with an offset or without seconds are read");
    reasons.put("8601Formats_case0", "times with an offset or without seconds are read");
    reasons.put("8601Formats_case8", "times with an offset or without seconds are read");
    reasons.put("BodyTimestampDefaultRejectsDateTime", "ISO 8601 is read where seconds are usual");
    reasons.put("QueryEmptyQueryMaps", "an empty map leaves no trace in a form");
    return reasons;
  }

  static List<Published> all() {
    Model model = Model.assembler().discoverModels().assemble().unwrap();
    PublishedCases cases = new PublishedCases();
    new TreeMap<>(SERVICES)
        .forEach((id, protocol) -> cases.add(new PublishedService(model, id, protocol)));
    return cases.all;
  }

  private void add(PublishedService service) {
    PublishedRuns runs = new PublishedRuns(service);
    for (OperationShape operation : service.all()) {
      addRequests(service, runs, operation);
      addResponses(service, runs, operation);
      addMalformed(service, runs, operation);
    }
    service.errorShapes().forEach(error -> addErrors(service, runs, error));
  }

  private void addRequests(PublishedService service, PublishedRuns runs, OperationShape operation) {
    servers(
            service,
            operation
                .getTrait(HttpRequestTestsTrait.class)
                .map(trait -> trait.getTestCasesFor(AppliesTo.SERVER)))
        .forEach(each ->
            add(
                service,
                each.getId(),
                service
                    .whyNot(operation)
                    .or(() ->
                        nothingLeft(each.getParams(), service.input(operation, each.getParams()))),
                () -> runs.request(operation, each)));
  }

  private void addResponses(
      PublishedService service, PublishedRuns runs, OperationShape operation) {
    servers(
            service,
            operation
                .getTrait(HttpResponseTestsTrait.class)
                .map(trait -> trait.getTestCasesFor(AppliesTo.SERVER)))
        .forEach(each ->
            add(
                service,
                each.getId(),
                service
                    .whyNot(operation)
                    .or(() ->
                        nothingLeft(each.getParams(), service.output(operation, each.getParams()))),
                () -> runs.response(operation, each)));
  }

  private void addMalformed(
      PublishedService service, PublishedRuns runs, OperationShape operation) {
    operation
        .getTrait(HttpMalformedRequestTestsTrait.class)
        .map(HttpMalformedRequestTestsTrait::getTestCases)
        .orElse(List.of())
        .stream()
        .filter(each -> each.getProtocol().equals(IDS.get(service.protocol())))
        .forEach(each ->
            add(
                service,
                each.getId(),
                service.whyNot(operation),
                () -> runs.malformed(operation, each)));
  }

  private void addErrors(PublishedService service, PublishedRuns runs, StructureShape error) {
    boolean textOnly =
        error.getMemberNames().stream().allMatch(name -> name.equalsIgnoreCase("message"));
    servers(
            service,
            error
                .getTrait(HttpResponseTestsTrait.class)
                .map(trait -> trait.getTestCasesFor(AppliesTo.SERVER)))
        .forEach(each ->
            add(
                service,
                each.getId(),
                textOnly
                    ? Optional.empty()
                    : Optional.of("an error with more members than its text"),
                () -> runs.error(error, each)));
  }

  private static <C extends HttpMessageTestCase> Stream<C> servers(
      PublishedService service, Optional<List<C>> cases) {
    return cases.orElse(List.of()).stream()
        .filter(each -> each.getProtocol().equals(IDS.get(service.protocol())));
  }

  private static Optional<String> nothingLeft(
      software.amazon.smithy.model.node.ObjectNode parameters, Map<String, Object> left) {
    return left.isEmpty() && !parameters.isEmpty()
        ? Optional.of("only members of kinds that no served model has")
        : Optional.empty();
  }

  private void add(PublishedService service, String id, Optional<String> whyNot, Executable run) {
    Optional<String> reason =
        whyNot.or(() ->
            BY_NAME.entrySet().stream()
                .filter(each -> id.contains(each.getKey()))
                .findFirst()
                .map(Map.Entry::getValue));
    all.add(new Published(service.protocol(), id, reason, run));
  }
}
