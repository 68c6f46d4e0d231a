// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.nio.charset.StandardCharsets;
import java.util.Map;

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
    // In a form, unlike in a path or query, a plus sign is a blank.
    String text = new String(form, StandardCharsets.UTF_8).replace('+', ' ');
    Map<String, String> parameters = Percent.parseQuery(text);
    String action = parameters.get("Action");
    if (action == null) {
      return new Route.NoRoute();
    }
    if (service.apiVersion().equals(parameters.get("Version"))) {
      for (Operation<?, ?> operation : service.operations()) {
        if (operation.name().equals(action)) {
          return new Route.Matched(operation, Map.of());
        }
      }
    }
    return new Route.UnknownOperation(service, action);
  }

  /** The XML of a successful answer whose members are all text. */
  public static <O> byte[] encode(Operation<?, O> operation, O output, String requestId) {
    StringBuilder xml = new StringBuilder();
    String name = operation.name();
    open(xml, name + "Response", namespace(operation.service()));
    xml.append('<').append(name).append("Result>");
    StructureShape<O> shape = operation.output();
    for (int i = 0; i < shape.members().size(); i++) {
      Object value = shape.get(output, i);
      if (value != null) {
        element(xml, shape.members().get(i).name(), (String) value);
      }
    }
    xml.append("</").append(name).append("Result><ResponseMetadata>");
    element(xml, "RequestId", requestId);
    xml.append("</ResponseMetadata></").append(name).append("Response>");
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The XML of an error.
   *
   * @param code the error's name
   * @param message the text for the caller
   * @param callerAtFault whether another request could succeed where this one failed
   * @param requestId the request's id
   */
  public static byte[] encodeError(
      ServiceModel service, String code, String message, boolean callerAtFault, String requestId) {
    StringBuilder xml = new StringBuilder();
    open(xml, "ErrorResponse", namespace(service));
    xml.append("<Error>");
    element(xml, "Type", callerAtFault ? "Sender" : "Receiver");
    element(xml, "Code", code);
    element(xml, "Message", message);
    xml.append("</Error>");
    element(xml, "RequestId", requestId);
    xml.append("</ErrorResponse>");
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String namespace(ServiceModel service) {
    return "https://" + service.name() + ".amazonaws.com/doc/" + service.apiVersion() + "/";
  }

  private static void open(StringBuilder xml, String name, String namespace) {
    xml.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
  }

  private static void element(StringBuilder xml, String name, String text) {
    xml.append('<').append(name).append('>');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '\t', '\n', '\r' -> xml.append("&#").append((int) c).append(';');
        // XML 1.0 has no way to write the other control characters.
        default -> xml.append(c < ' ' || c == 0xFFFE || c == 0xFFFF ? '\uFFFD' : c);
      }
    }
    xml.append("</").append(name).append('>');
  }
}
