// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.smithy.model.shapes.OperationShape;
import software.amazon.smithy.model.shapes.StructureShape;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestDefinition;
import software.amazon.smithy.protocoltests.traits.HttpMalformedRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpRequestTestCase;
import software.amazon.smithy.protocoltests.traits.HttpResponseTestCase;

/** Runs published cases of one service against the codec and its router. */
final class PublishedRuns {
  private final PublishedService service;

  PublishedRuns(PublishedService service) {
    this.service = service;
  }

  /** The operation is found, and its input is what the case says. */
  void request(OperationShape shape, HttpRequestTestCase test) {
    byte[] body = octets(test.getBody());
    Map<String, String> headers = headers(test.getHeaders());
    Route route = service.route(asked(shape, test.getMethod(), test.getUri(), headers), body);
    assertThat(route).isInstanceOf(Route.Matched.class);
    Route.Matched matched = (Route.Matched) route;
    assertThat(matched.operation()).isSameAs(service.operation(shape));
    if (body.length > 0 && headers.containsKey("content-type")) {
      assertThat(service.protocol().takes(headers.get("content-type"))).isTrue();
    }
    Object input =
        matched
            .operation()
            .decodeInput(service.protocol(), matched.labels(), query(test.getQueryParams()), body);
    assertThat(input)
        .isEqualTo(input instanceof Empty ? Empty.VALUE : service.input(shape, test.getParams()));
  }

  /** What is written means what the case says. */
  void response(OperationShape shape, HttpResponseTestCase test) throws IOException {
    Operation<?, ?> operation = service.operation(shape);
    Map<String, Object> value = service.output(shape, test.getParams());
    assertThat(operation.successStatus()).isEqualTo(test.getCode());
    byte[] written = write(operation, value);
    if (test.getBody().isPresent()) {
      assertSame(written, octets(test.getBody()));
    }
  }

  /** Likewise for an error. */
  void error(StructureShape shape, HttpResponseTestCase test) throws IOException {
    String member = shape.getMemberNames().getFirst();
    String text = test.getParams().expectStringMember(member).getValue();
    byte[] written =
        new ErrorBody(test.getCode(), service.code(shape), member, text)
            .encode(service.protocol(), service.service(), "foo-id");
    assertSame(written, octets(test.getBody()));
  }

  /** It is refused with the status that the case says. */
  void malformed(OperationShape shape, HttpMalformedRequestTestCase test) {
    assertThat(status(shape, test.getRequest())).isEqualTo(test.getResponse().getCode());
  }

  private int status(OperationShape shape, HttpMalformedRequestDefinition request) {
    byte[] body = octets(request.getBody());
    Map<String, String> headers = headers(request.getHeaders());
    Route route =
        service.route(
            asked(shape, request.getMethod(), request.getUri().orElse("/"), headers), body);
    if (!(route instanceof Route.Matched matched)) {
      return 404;
    }
    if (body.length > 0 && !service.protocol().takes(headers.get("content-type"))) {
      return 415;
    }
    try {
      matched
          .operation()
          .decodeInput(service.protocol(), matched.labels(), query(request.getQueryParams()), body);
      return matched.operation().successStatus();
    } catch (Problem problem) {
      return 400;
    }
  }

  private Router.Request asked(
      OperationShape shape, String method, String uri, Map<String, String> headers) {
    String target =
        service.protocol() == Protocol.JSON_1_1
            ? headers.getOrDefault(
                "x-amz-target", service.service().name() + "." + shape.getId().getName())
            : null;
    return new Router.Request(
        method, uri, target, headers.get("smithy-protocol"), headers.get("content-type"));
  }

  private static Map<String, String> headers(Map<String, String> sent) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(sent);
    return headers;
  }

  private static @Nullable String query(List<String> parameters) {
    return parameters.isEmpty() ? null : String.join("&", parameters);
  }

  private byte[] octets(Optional<String> body) {
    String text = body.orElse("");
    return service.protocol() == Protocol.RPC_V2_CBOR
        ? Base64.getDecoder().decode(text)
        : text.getBytes(StandardCharsets.UTF_8);
  }

  @SuppressWarnings("unchecked") // an output without members is Empty, another one a map
  private <O> byte[] write(Operation<?, O> operation, Map<String, Object> value) {
    O output = (O) (operation.output().name().equals("Empty") ? Empty.VALUE : value);
    return service.protocol() == Protocol.QUERY
        ? Query.encode(operation, output, "id")
        : operation.encodeOutput(service.protocol(), output);
  }

  private void assertSame(byte[] written, byte[] expected) throws IOException {
    assertThat(tree(written))
        .as(new String(written, StandardCharsets.UTF_8))
        .isEqualTo(tree(expected));
  }

  private String tree(byte[] body) throws IOException {
    return PublishedBodies.tree(service.protocol(), body, service.shapes().leftOut());
  }
}
