// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.google.protobuf.Duration;
import dev.signet.mesh.view.MeshView;
import dev.signet.wire.generated.appmesh.DefaultGatewayRouteRewrite;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.GatewayRouteTarget;
import dev.signet.wire.generated.appmesh.HttpGatewayRoute;
import dev.signet.wire.generated.appmesh.HttpGatewayRouteMatch;
import dev.signet.wire.generated.appmesh.HttpGatewayRouteRewrite;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gateway routes by prefix. Others get no route, so that none is wider than written. */
final class GatewayRoutes {
  private static final int NO_PRIORITY = 1000;

  private GatewayRoutes() {}

  /** The virtual service that a route leads to; none when the route is not built. */
  static Optional<String> service(GatewayRouteSpec spec) {
    return Optional.ofNullable(http(spec))
        .filter(GatewayRoutes::isBuilt)
        .map(route -> route.action().target().virtualService().virtualServiceName());
  }

  /** The routes of a listener in the order in which they are tried. */
  static List<Route> of(
      MeshView mesh, Map<String, GatewayRouteSpec> routes, Ingress listener, String cluster) {
    List<Map.Entry<String, GatewayRouteSpec>> sorted = new ArrayList<>(routes.entrySet());
    sorted.sort(
        Comparator.<Map.Entry<String, GatewayRouteSpec>>comparingInt(e -> priority(e.getValue()))
            .thenComparingInt(e -> -length(e.getValue()))
            .thenComparing(Map.Entry::getKey));
    List<Route> all = new ArrayList<>();
    for (Map.Entry<String, GatewayRouteSpec> named : sorted) {
      HttpGatewayRoute route = http(named.getValue());
      if (route != null && isBuilt(route) && isFor(named.getValue(), listener)) {
        all.addAll(translate(mesh, route, cluster));
      }
    }
    return List.copyOf(all);
  }

  /** Finds the routes that no listener has. */
  static void findLost(Map<String, GatewayRouteSpec> routes, List<Ingress> listeners, Told told) {
    routes.forEach((name, spec) -> {
      HttpGatewayRoute route = http(spec);
      if (route == null || !isBuilt(route)) {
        told.find("not-built", "gateway route " + name + ": expected a prefix alone");
      } else if (listeners.stream().noneMatch(listener -> isFor(spec, listener))) {
        told.find(
            "not-translated",
            "gateway route " + name + ": expected a listener of its protocol and port");
      }
    });
  }

  private static List<Route> translate(MeshView mesh, HttpGatewayRoute route, String cluster) {
    String prefix = prefix(route);
    String rewritten = rewritten(route, prefix);
    RouteAction.Builder action =
        Routes.to(cluster, timeout(mesh, route)).setHostRewriteLiteral(host(route));
    if (!rewritten.isEmpty()) {
      action.setPrefixRewrite(rewritten);
    }
    if (prefix.endsWith("/") || rewritten.isEmpty()) {
      return List.of(route(Routes.prefix(prefix), action));
    }
    // Not the prefix as it is, which would match /xy for /x.
    RouteMatch exact = RouteMatch.newBuilder().setPath(prefix).build();
    return List.of(route(Routes.prefix(prefix + "/"), action), route(exact, action));
  }

  private static Route route(RouteMatch match, RouteAction.Builder action) {
    return Route.newBuilder().setMatch(match).setRoute(action).build();
  }

  private static String rewritten(HttpGatewayRoute route, String prefix) {
    HttpGatewayRouteRewrite rewrite = route.action().rewrite();
    if (rewrite != null && rewrite.prefix() != null) {
      String value = rewrite.prefix().value();
      if (value != null) {
        return value;
      }
      if (rewrite.prefix().defaultPrefix() == DefaultGatewayRouteRewrite.DISABLED) {
        return "";
      }
    }
    return prefix.equals("/") ? "" : "/";
  }

  private static String host(HttpGatewayRoute route) {
    String service = route.action().target().virtualService().virtualServiceName();
    Integer port = route.action().target().port();
    return port == null ? service : service + ":" + port;
  }

  private static Duration timeout(MeshView mesh, HttpGatewayRoute route) {
    GatewayRouteTarget target = route.action().target();
    return ServiceHosts.timeout(mesh, target.virtualService().virtualServiceName(), target.port());
  }

  private static boolean isBuilt(HttpGatewayRoute route) {
    HttpGatewayRouteMatch match = route.match();
    HttpGatewayRouteRewrite rewrite = route.action().rewrite();
    return (match.headers() == null || match.headers().isEmpty())
        && (match.queryParameters() == null || match.queryParameters().isEmpty())
        && match.hostname() == null
        && match.method() == null
        && match.path() == null
        && (rewrite == null
            || (rewrite.path() == null
                && (rewrite.hostname() == null
                    || rewrite.hostname().defaultTargetHostname()
                        != DefaultGatewayRouteRewrite.DISABLED)));
  }

  private static boolean isFor(GatewayRouteSpec spec, Ingress listener) {
    HttpGatewayRoute route = http(spec);
    Integer port = route == null ? null : route.match().port();
    String protocol = spec.httpRoute() == null ? "http2" : "http";
    return protocol.equals(listener.protocol()) && (port == null || port == listener.port());
  }

  private static @Nullable HttpGatewayRoute http(GatewayRouteSpec spec) {
    return spec.httpRoute() == null ? spec.http2Route() : spec.httpRoute();
  }

  private static int priority(GatewayRouteSpec spec) {
    Integer priority = spec.priority();
    return priority == null ? NO_PRIORITY : priority;
  }

  /** A route without a match by path matches every path. */
  private static String prefix(HttpGatewayRoute route) {
    String prefix = route.match().prefix();
    return prefix == null ? "/" : prefix;
  }

  private static int length(GatewayRouteSpec spec) {
    HttpGatewayRoute route = http(spec);
    String prefix = route == null ? null : route.match().prefix();
    return prefix == null ? 0 : prefix.length();
  }
}
