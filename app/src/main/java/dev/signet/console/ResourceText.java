// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.mesh.MeshResource;
import dev.signet.mesh.Spec;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.HttpGatewayRoute;
import dev.signet.wire.generated.appmesh.Listener;
import dev.signet.wire.generated.appmesh.RouteSpec;
import dev.signet.wire.generated.appmesh.VirtualGatewayListener;
import dev.signet.wire.generated.appmesh.VirtualServiceProvider;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import java.util.ArrayList;
import java.util.List;

/** A mesh resource in a few words. */
final class ResourceText {
  private ResourceText() {}

  /** Its listeners with their TLS modes, or where it leads; then its tags that mean something. */
  static List<String> of(MeshResource resource) {
    List<String> lines = new ArrayList<>(lines(resource.spec()));
    resource
        .tags()
        .values()
        .forEach((key, value) -> {
          if (key.startsWith("signet:")) {
            lines.add(key + " = " + value);
          }
        });
    return lines;
  }

  private static List<String> lines(Spec spec) {
    return switch (spec) {
      case Spec.Node(var node) ->
          Spec.present(node.listeners()).stream().map(ResourceText::listener).toList();
      case Spec.Gateway(var gateway) ->
          gateway.listeners().stream().map(ResourceText::listener).toList();
      case Spec.Service(var service) -> List.of(provider(service));
      case Spec.Router router ->
          router.ports().stream().map(port -> port.port() + "/" + port.protocol()).toList();
      case Spec.Route(var route) -> List.of(protocol(route) + " route");
      case Spec.GatewayRoute(var route) -> List.of(target(route));
      case Spec.Mesh _ -> List.of();
    };
  }

  private static String listener(Listener listener) {
    String mode = listener.tls() == null ? "no TLS" : "TLS " + listener.tls().mode().value();
    return listener.portMapping().port()
        + "/"
        + listener.portMapping().protocol().value()
        + ", "
        + mode;
  }

  private static String listener(VirtualGatewayListener listener) {
    String mode = listener.tls() == null ? "no TLS" : "TLS " + listener.tls().mode().value();
    return listener.portMapping().port()
        + "/"
        + listener.portMapping().protocol().value()
        + ", "
        + mode;
  }

  private static String provider(VirtualServiceSpec service) {
    return switch (service.provider()) {
      case VirtualServiceProvider.VirtualNode(var node) ->
          "by virtual node " + node.virtualNodeName();
      case VirtualServiceProvider.VirtualRouter(var router) ->
          "by virtual router " + router.virtualRouterName();
      case null -> "by nobody";
    };
  }

  private static String protocol(RouteSpec route) {
    return route.httpRoute() != null
        ? "HTTP"
        : route.http2Route() != null ? "HTTP/2" : route.grpcRoute() != null ? "gRPC" : "TCP";
  }

  private static String target(GatewayRouteSpec route) {
    HttpGatewayRoute http = route.httpRoute() == null ? route.http2Route() : route.httpRoute();
    if (http == null) {
      return "gRPC route";
    }
    String prefix = http.match().prefix() == null ? "" : http.match().prefix() + " ";
    return prefix + "to " + http.action().target().virtualService().virtualServiceName();
  }
}
