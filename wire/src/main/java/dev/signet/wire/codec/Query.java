// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** The Query protocol: a form with {@code Action} and {@code Version} in, XML out. */
public final class Query {
  private Query() {}

  /**
   * Finds the operation that a form names.
   *
   * @param service the service, known from the signature's scope
   * @param form the request's body ({@code application/x-www-form-urlencoded})
   * @throws Problem when the body is not a form
   */
  public static Route route(ServiceModel service, byte[] form) {
    NavigableMap<String, String> parameters = Form.of(form).parameters();
    String action = parameters.get("Action");
    if (action == null) {
      return new Route.NoRoute(Protocol.QUERY);
    }
    if (service.apiVersion().equals(parameters.get("Version"))) {
      for (Operation<?, ?> operation : service.operations()) {
        if (operation.name().equals(action)) {
          return new Route.Matched(Protocol.QUERY, operation, Map.of());
        }
      }
    }
    return new Route.UnknownOperation(Protocol.QUERY, service, action);
  }

  /**
   * Reads and checks the input of an operation.
   *
   * @param form the request's body ({@code application/x-www-form-urlencoded})
   * @throws Problem when it cannot be read or breaks a constraint
   */
  static <I> I decode(StructureShape<I> shape, byte[] form) {
    return FormReader.read(shape, Form.of(form));
  }

  /** The XML of a successful answer. */
  public static <O> byte[] encode(Operation<?, O> operation, O output, String requestId) {
    String name = operation.name();
    return XmlWriter.document(
        name + "Response",
        operation.service().xmlNamespace(),
        xml -> {
          if (!(output instanceof Empty)) {
            xml.element(name + "Result", result -> result.members(operation.output(), output));
          }
          xml.element("ResponseMetadata", metadata -> metadata.element("RequestId", requestId));
        });
  }

  /**
   * The XML of an error.
   *
   * @param service whose error it is; null where that is not known
   * @param code the error's name
   * @param message the text for the caller
   * @param callerAtFault whether another request could succeed where this one failed
   * @param requestId the request's id
   */
  static byte[] encodeError(
      @Nullable ServiceModel service,
      String code,
      String message,
      boolean callerAtFault,
      String requestId) {
    return XmlWriter.document(
        "ErrorResponse",
        service == null ? null : service.xmlNamespace(),
        xml -> {
          xml.element(
              "Error",
              error -> {
                error.element("Type", callerAtFault ? "Sender" : "Receiver");
                error.element("Code", code);
                error.element("Message", message);
              });
          xml.element("RequestId", requestId);
        });
  }
}
