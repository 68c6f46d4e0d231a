// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.mesh.MeshResource;
import dev.signet.mesh.Spec;
import dev.signet.mesh.resource.GatewayRoute;
import dev.signet.mesh.resource.Match;
import dev.signet.mesh.resource.MeshListener;
import dev.signet.mesh.resource.Proxied;
import dev.signet.mesh.resource.RouteReader;
import dev.signet.mesh.resource.SignetTags;
import dev.signet.mesh.resource.SpecReader;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.RouteSpec;
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
    SignetTags.of(resource.tags()).forEach((key, value) -> lines.add(key + " = " + value));
    return lines;
  }

  private static List<String> lines(Spec spec) {
    return switch (spec) {
      case Spec.Node(var node) -> listeners(SpecReader.read(node));
      case Spec.Gateway(var gateway) -> listeners(SpecReader.read(gateway));
      case Spec.Service(var service) -> List.of(provider(service));
      case Spec.Router router ->
          router.ports().stream().map(port -> port.port() + "/" + port.protocol()).toList();
      case Spec.Route(var route) -> List.of(protocol(route) + " route");
      case Spec.GatewayRoute(var route) -> List.of(target(route));
      case Spec.Mesh _ -> List.of();
    };
  }

  private static List<String> listeners(Proxied spec) {
    return spec.listeners().stream().map(ResourceText::listener).toList();
  }

  private static String listener(MeshListener listener) {
    String mode = listener.tls().map(tls -> "TLS " + tls.mode()).orElse("no TLS");
    return listener.port() + "/" + listener.protocol() + ", " + mode;
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
    return switch (RouteReader.read(route).getFirst().protocol()) {
      case HTTP -> "HTTP";
      case HTTP2 -> "HTTP/2";
      case GRPC -> "gRPC";
      case TCP -> "TCP";
    };
  }

  private static String target(GatewayRouteSpec spec) {
    GatewayRoute route = RouteReader.read(spec).getFirst();
    return route.match() instanceof Match.Http http
        ? http.prefix().map(prefix -> prefix + " ").orElse("") + "to " + route.service()
        : "gRPC route";
  }
}
