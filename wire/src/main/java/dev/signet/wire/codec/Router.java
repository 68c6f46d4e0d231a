// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the operation that a request names: by {@code X-Amz-Target}, by method and path, or under
 * {@code Smithy-Protocol} by the end of the path.
 */
public final class Router {
  private final Map<String, ServiceModel> byTarget = new HashMap<>();
  private final Map<String, Operation<?, ?>> byTargetAndName = new HashMap<>();
  private final Map<String, ServiceModel> byFirstSegment = new HashMap<>();
  private final List<PathTemplate> templates = new ArrayList<>();

  /** Routes to the operations of these services; Query services have no route of their own. */
  public Router(List<ServiceModel> services) {
    for (ServiceModel service : services) {
      service.targetPrefix().ifPresent(prefix -> byTarget.put(prefix, service));
      for (Operation<?, ?> operation : service.operations()) {
        add(service, operation);
      }
    }
  }

  private void add(ServiceModel service, Operation<?, ?> operation) {
    service
        .targetPrefix()
        .ifPresent(prefix -> byTargetAndName.put(prefix + "." + operation.name(), operation));
    if (service.protocols().contains(Protocol.REST_JSON)) {
      PathTemplate template = PathTemplate.of(operation);
      byFirstSegment.put(template.firstSegment(), service);
      templates.add(template);
    }
  }

  /**
   * What of a request tells where it goes.
   *
   * @param method the HTTP method
   * @param rawPath the path as it came, percent-escapes untouched, without the query
   * @param target the {@code X-Amz-Target} header; null where there is none
   * @param smithyProtocol the {@code Smithy-Protocol} header; null where there is none
   * @param contentType the {@code Content-Type} header; null where there is none
   */
  public record Request(
      String method,
      String rawPath,
      @Nullable String target,
      @Nullable String smithyProtocol,
      @Nullable String contentType) {}

  /** Finds the operation. */
  public Route route(Request request) {
    if (request.smithyProtocol() != null) {
      return bySmithyProtocol(request, request.smithyProtocol());
    }
    if (request.target() != null) {
      return byTarget(request.method(), request.target());
    }
    ServiceModel service = byFirstSegment.get(PathTemplate.segments(request.rawPath())[0]);
    if (service != null) {
      return byPath(service, request.method(), request.rawPath());
    }
    return RpcPath.of(request.rawPath()).isPresent()
        ? new Route.UnsupportedProtocol(
            Protocol.RPC_V2_CBOR,
            "no Smithy-Protocol header: expected "
                + Protocol.RPC_V2_CBOR_NAME
                + " for a path of Smithy RPC v2")
        : new Route.NoRoute(guessed(request));
  }

  /** The protocol whose clients send requests like this one. */
  private static Protocol guessed(Request request) {
    if (request.contentType() != null && Protocol.QUERY.takes(request.contentType())) {
      return Protocol.QUERY;
    }
    return request.method().equals("POST") && request.rawPath().equals("/")
        ? Protocol.JSON_1_1
        : Protocol.REST_JSON;
  }

  private Route bySmithyProtocol(Request request, String name) {
    if (!name.equals(Protocol.RPC_V2_CBOR_NAME)) {
      return new Route.UnsupportedProtocol(
          Protocol.JSON_1_1,
          "protocol '" + name + "': expected " + Protocol.RPC_V2_CBOR_NAME + " or AWS JSON 1.1");
    }
    if (request.target() != null) {
      return new Route.UnsupportedProtocol(
          Protocol.RPC_V2_CBOR, "X-Amz-Target beside Smithy-Protocol: expected one of them");
    }
    return RpcPath.of(request.rawPath())
        .filter(path -> request.method().equals("POST"))
        .map(this::byName)
        .orElseGet(() -> new Route.NoRoute(Protocol.RPC_V2_CBOR));
  }

  private Route byName(RpcPath path) {
    ServiceModel service = byTarget.get(path.service());
    if (service == null) {
      return new Route.NoRoute(Protocol.RPC_V2_CBOR);
    }
    if (!service.protocols().contains(Protocol.RPC_V2_CBOR)) {
      return new Route.UnsupportedProtocol(
          Protocol.RPC_V2_CBOR,
          "protocol '" + Protocol.RPC_V2_CBOR_NAME + "' of " + service + ": expected AWS JSON 1.1");
    }
    return named(Protocol.RPC_V2_CBOR, service, path.service(), path.operation());
  }

  private Route byTarget(String method, String target) {
    int dot = target.indexOf('.');
    String prefix = dot < 0 ? "" : target.substring(0, dot);
    ServiceModel service = byTarget.get(prefix);
    return service == null || !method.equals("POST")
        ? new Route.NoRoute(Protocol.JSON_1_1)
        : named(Protocol.JSON_1_1, service, prefix, target.substring(dot + 1));
  }

  private Route named(Protocol protocol, ServiceModel service, String prefix, String name) {
    Operation<?, ?> operation = byTargetAndName.get(prefix + "." + name);
    return operation == null
        ? new Route.UnknownOperation(protocol, service, name)
        : new Route.Matched(protocol, operation, Map.of());
  }

  private Route byPath(ServiceModel service, String method, String rawPath) {
    String[] segments = PathTemplate.segments(rawPath);
    for (PathTemplate template : templates) {
      Map<String, String> labels = template.match(method, segments);
      if (labels != null) {
        return new Route.Matched(Protocol.REST_JSON, template.operation(), labels);
      }
    }
    return new Route.UnknownOperation(Protocol.REST_JSON, service, method + " " + rawPath);
  }
}
