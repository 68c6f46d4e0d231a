// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.wire.codec.Json;
import dev.signet.wire.codec.StructureShape;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.RouteSpec;
import dev.signet.wire.generated.appmesh.VirtualGatewaySpec;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import dev.signet.wire.generated.appmesh.VirtualRouterSpec;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller wants of a resource, by kind, as the App Mesh API describes it. */
public sealed interface Spec {
  /** Of a mesh. */
  record Mesh(MeshSpec value) implements Spec {}

  /** Of a virtual node. */
  record Node(VirtualNodeSpec value) implements Spec {}

  /** Of a virtual service. */
  record Service(VirtualServiceSpec value) implements Spec {}

  /** Of a virtual router. */
  record Router(VirtualRouterSpec value) implements Spec {}

  /** Of a virtual gateway. */
  record Gateway(VirtualGatewaySpec value) implements Spec {}

  /** Of a route. */
  record Route(RouteSpec value) implements Spec {}

  /** Of a gateway route. */
  record GatewayRoute(GatewayRouteSpec value) implements Spec {}

  /**
   * One listener's port mapping.
   *
   * @param protocol as the API writes it: {@code http}, {@code http2}, {@code grpc}, {@code tcp}
   */
  record Port(int port, String protocol) {}

  /** The same as the API's record. */
  Object value();

  /** The port mappings of the listeners, none for kinds that have no listeners. */
  default List<Port> ports() {
    return switch (this) {
      case Node(VirtualNodeSpec spec) ->
          present(spec.listeners()).stream()
              .map(each -> each.portMapping())
              .map(mapping -> new Port(mapping.port(), mapping.protocol().value()))
              .toList();
      case Router(VirtualRouterSpec spec) ->
          present(spec.listeners()).stream()
              .map(each -> each.portMapping())
              .map(mapping -> new Port(mapping.port(), mapping.protocol().value()))
              .toList();
      case Gateway(VirtualGatewaySpec spec) ->
          spec.listeners().stream()
              .map(each -> each.portMapping())
              .map(mapping -> new Port(mapping.port(), mapping.protocol().value()))
              .toList();
      case Mesh _, Service _, Route _, GatewayRoute _ -> List.of();
    };
  }

  /** The JSON of the API; members that were absent stay absent. */
  default String json() {
    return switch (this) {
      case Mesh(MeshSpec spec) -> write(MeshSpec.SHAPE, spec);
      case Node(VirtualNodeSpec spec) -> write(VirtualNodeSpec.SHAPE, spec);
      case Service(VirtualServiceSpec spec) -> write(VirtualServiceSpec.SHAPE, spec);
      case Router(VirtualRouterSpec spec) -> write(VirtualRouterSpec.SHAPE, spec);
      case Gateway(VirtualGatewaySpec spec) -> write(VirtualGatewaySpec.SHAPE, spec);
      case Route(RouteSpec spec) -> write(RouteSpec.SHAPE, spec);
      case GatewayRoute(GatewayRouteSpec spec) -> write(GatewayRouteSpec.SHAPE, spec);
    };
  }

  /** Reads what {@link #json} wrote. */
  static Spec parse(ResourceKind kind, String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    return switch (kind) {
      case MESH -> new Mesh(Json.read(MeshSpec.SHAPE, text));
      case VIRTUAL_NODE -> new Node(Json.read(VirtualNodeSpec.SHAPE, text));
      case VIRTUAL_SERVICE -> new Service(Json.read(VirtualServiceSpec.SHAPE, text));
      case VIRTUAL_ROUTER -> new Router(Json.read(VirtualRouterSpec.SHAPE, text));
      case VIRTUAL_GATEWAY -> new Gateway(Json.read(VirtualGatewaySpec.SHAPE, text));
      case ROUTE -> new Route(Json.read(RouteSpec.SHAPE, text));
      case GATEWAY_ROUTE -> new GatewayRoute(Json.read(GatewayRouteSpec.SHAPE, text));
    };
  }

  /** A list of the API that may be absent. */
  static <T> List<T> present(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <T> String write(StructureShape<T> shape, T value) {
    return new String(Json.write(shape, value), StandardCharsets.UTF_8);
  }
}
