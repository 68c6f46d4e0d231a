// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a service: facts, and shapes that are loaded when it is first used.
 *
 * @param <I> the record of its input
 * @param <O> the record of its output
 */
public final class Operation<I, O> {
  private static final byte[] NO_BODY = {};

  private final ServiceModel service;
  private final int number;
  private final Facts facts;

  /**
   * What the model says of an operation besides its shapes.
   *
   * @param name the name, such as {@code IssueCertificate}
   * @param method the HTTP method
   * @param uriTemplate the path with labels in braces
   * @param status the HTTP status of success
   * @param signed whether requests carry a signature
   * @param payload the output member that is the body as a whole; null where the output structure
   *     is the body
   * @param errors the names of the errors that the model declares for the operation
   */
  public record Facts(
      String name,
      String method,
      String uriTemplate,
      int status,
      boolean signed,
      @Nullable String payload,
      List<String> errors) {}

  /**
   * Called by generated code.
   *
   * @param number its place in the service's {@link OperationTable}, which knows its shapes
   */
  public Operation(ServiceModel service, int number, Facts facts) {
    this.service = service;
    this.number = number;
    this.facts = facts;
  }

  /** The service it belongs to. */
  public ServiceModel service() {
    return service;
  }

  /** The name, such as {@code IssueCertificate}. */
  public String name() {
    return facts.name();
  }

  /** The HTTP method. */
  public String method() {
    return facts.method();
  }

  /** The path with labels in braces. */
  public String uriTemplate() {
    return facts.uriTemplate();
  }

  /** The HTTP status of success. */
  public int successStatus() {
    return facts.status();
  }

  /**
   * Whether requests carry a SigV4 signature; false only where the model says that there is none.
   */
  public boolean signed() {
    return facts.signed();
  }

  /** The errors that the model declares for the operation. */
  public List<ErrorShape> errors() {
    return facts.errors().stream().map(error -> service.error(error).orElseThrow()).toList();
  }

  /** The shape of the input; the first call loads it. */
  @SuppressWarnings("unchecked") // the generated table has the shapes of the generated types
  public StructureShape<I> input() {
    return (StructureShape<I>) service.table().input(number);
  }

  /** The shape of the output; the first call loads it. */
  @SuppressWarnings("unchecked")
  public StructureShape<O> output() {
    return (StructureShape<O>) service.table().output(number);
  }

  /**
   * Reads and checks a request.
   *
   * @param labels the raw path labels by member name, as {@link Route.Matched} holds them
   * @param rawQuery the raw query string; null where there is none
   * @param body the body; an empty one counts as a structure without members
   * @throws Problem when it cannot be read or breaks a constraint
   */
  public I decodeInput(
      Protocol protocol, Map<String, String> labels, @Nullable String rawQuery, byte[] body) {
    return protocol == Protocol.QUERY
        ? Query.decode(input(), body)
        : input()
            .decode(
                Percent.decodeValues(labels), Percent.parseQuery(rawQuery), protocol.codec(), body);
  }

  /**
   * Writes the body of a successful answer: nothing for an operation without output. Answers of
   * Query operations are written by {@link Query}.
   */
  public byte[] encodeOutput(Protocol protocol, O value) {
    if (value instanceof Empty) {
      return NO_BODY;
    }
    StructureShape<O> output = output();
    String payload = facts.payload();
    if (payload == null) {
      return protocol.codec().write(output, value);
    }
    int member = output.indexOf(payload);
    return protocol
        .codec()
        .writeUnchecked(output.target(member), Objects.requireNonNull(output.get(value, member)));
  }

  /** Writes the JSON of a request, for clients; labels and query parameters are not in it. */
  public byte[] encodeInput(I value) {
    return Json.write(input(), value);
  }

  /**
   * Reads the JSON of a successful answer, for clients; lengths, ranges and patterns are not
   * checked.
   */
  public O decodeOutput(byte[] body) {
    byte[] json = body.length == 0 ? JsonCodec.INSTANCE.emptyStructure() : body;
    StructureShape<O> output = output();
    String payload = facts.payload();
    return payload == null
        ? JsonCodec.INSTANCE.read(output, json, InputValidation.ofAnswer())
        : output.ofMember(output.indexOf(payload), json);
  }

  /** {@code acm-pca:IssueCertificate}, as policies name it. */
  @Override
  public String toString() {
    return service.name() + ":" + facts.name();
  }
}
