// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.wire.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the operation that a request names, by {@code X-Amz-Target} or by method and path. */
public final class Router {
  private static final String CBOR = "rpc-v2-cbor";

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
    switch (service.protocol()) {
      case JSON_1_1 ->
          byTargetAndName.put(
              service.targetPrefix().orElseThrow() + "." + operation.name(), operation);
      case REST_JSON -> {
        PathTemplate template = PathTemplate.of(operation);
        byFirstSegment.put(template.firstSegment(), service);
        templates.add(template);
      }
      case QUERY -> {}
    }
  }

  /**
   * Finds the operation.
   *
   * @param method the HTTP method
   * @param rawPath the path as it came, percent-escapes untouched, without the query
   * @param target the {@code X-Amz-Target} header; null where there is none
   * @param smithyProtocol the {@code smithy-protocol} header; null where there is none
   */
  public Route route(
      String method, String rawPath, @Nullable String target, @Nullable String smithyProtocol) {
    boolean cborPath =
        method.equals("POST") && rawPath.startsWith("/service/") && rawPath.contains("/operation/");
    if (smithyProtocol != null || cborPath) {
      return new Route.UnsupportedProtocol(smithyProtocol == null ? CBOR : smithyProtocol);
    }
    return target != null ? byTarget(method, target) : byPath(method, rawPath);
  }

  private Route byTarget(String method, String target) {
    int dot = target.indexOf('.');
    ServiceModel service = dot < 0 ? null : byTarget.get(target.substring(0, dot));
    if (service == null || !method.equals("POST")) {
      return new Route.NoRoute();
    }
    Operation<?, ?> operation = byTargetAndName.get(target);
    return operation == null
        ? new Route.UnknownOperation(service, target.substring(dot + 1))
        : new Route.Matched(operation, Map.of());
  }

  private Route byPath(String method, String rawPath) {
    String[] segments = PathTemplate.segments(rawPath);
    ServiceModel service = byFirstSegment.get(segments[0]);
    if (service == null) {
      return new Route.NoRoute();
    }
    for (PathTemplate template : templates) {
      Map<String, String> labels = template.match(method, segments);
      if (labels != null) {
        return new Route.Matched(template.operation(), labels);
      }
    }
    return new Route.UnknownOperation(service, method + " " + rawPath);
  }
}
