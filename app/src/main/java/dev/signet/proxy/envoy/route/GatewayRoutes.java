// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.route;

import dev.signet.mesh.resource.GatewayRoute;
import dev.signet.mesh.resource.Match;
import dev.signet.mesh.resource.MeshListener;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.envoy.draft.Draft;
import dev.signet.wire.generated.appmesh.DefaultGatewayRouteRewrite;
import dev.signet.wire.generated.appmesh.HttpGatewayRoutePrefixRewrite;
import dev.signet.wire.generated.appmesh.HttpGatewayRouteRewrite;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gateway routes by prefix. Others get no route, so that none is wider than written. */
public final class GatewayRoutes {
  private static final int NO_PRIORITY = 1000;

  private GatewayRoutes() {}

  /** The virtual service that a route leads to; none when the route is not built. */
  public static Optional<String> service(GatewayRoute route) {
    return built(route).map(_ -> route.service());
  }

  /** The routes of a listener in the order in which they are tried. */
  public static List<Route> of(
      MeshView mesh, Map<String, GatewayRoute> routes, MeshListener listener, String cluster) {
    return routes.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, GatewayRoute>>comparingInt(
                    named -> named.getValue().priority().orElse(NO_PRIORITY))
                .thenComparingInt(named -> -length(named.getValue()))
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getValue)
        .filter(route -> isFor(route, listener))
        .flatMap(
            route -> built(route).map(prefix -> translate(mesh, route, prefix, cluster)).stream())
        .flatMap(List::stream)
        .toList();
  }

  /** Finds the routes that no listener has. */
  public static void findLost(
      Map<String, GatewayRoute> routes, List<MeshListener> listeners, Draft draft) {
    routes.forEach((name, route) -> {
      if (built(route).isEmpty()) {
        draft.find("not-built", "gateway route " + name + ": expected a prefix alone");
      } else if (listeners.stream().noneMatch(listener -> isFor(route, listener))) {
        draft.find(
            "not-translated",
            "gateway route " + name + ": expected a listener of its protocol and port");
      }
    });
  }

  private static List<Route> translate(
      MeshView mesh, GatewayRoute route, String prefix, String cluster) {
    String rewritten = rewritten(route, prefix);
    Optional<Integer> port = Optional.ofNullable(route.target().port());
    RouteAction.Builder action =
        RouteConfigurations.to(cluster, ServiceHosts.timeout(mesh, route.service(), port))
            .setHostRewriteLiteral(route.service() + port.map(number -> ":" + number).orElse(""));
    if (!rewritten.isEmpty()) {
      action.setPrefixRewrite(rewritten);
    }
    if (prefix.endsWith("/") || rewritten.isEmpty()) {
      return List.of(route(RouteConfigurations.prefix(prefix), action));
    }
    // Not the prefix as it is, which would match /xy for /x.
    RouteMatch exact = RouteMatch.newBuilder().setPath(prefix).build();
    return List.of(route(RouteConfigurations.prefix(prefix + "/"), action), route(exact, action));
  }

  private static Route route(RouteMatch match, RouteAction.Builder action) {
    return Route.newBuilder().setMatch(match).setRoute(action).build();
  }

  private static String rewritten(GatewayRoute route, String prefix) {
    HttpGatewayRoutePrefixRewrite rewrite =
        route.rewrite().map(HttpGatewayRouteRewrite::prefix).orElse(null);
    if (rewrite != null && rewrite.value() != null) {
      return rewrite.value();
    }
    boolean kept =
        rewrite != null && rewrite.defaultPrefix() == DefaultGatewayRouteRewrite.DISABLED;
    return kept || prefix.equals("/") ? "" : "/";
  }

  /** The prefix of a route that is built; one without a match by path matches every path. */
  private static Optional<String> built(GatewayRoute route) {
    return route.match() instanceof Match.Http match
            && match.headers().isEmpty()
            && match.parameters().isEmpty()
            && match.hostname().isEmpty()
            && match.method().isEmpty()
            && match.path().isEmpty()
            && route.rewrite().filter(rewrite -> !isBuilt(rewrite)).isEmpty()
        ? Optional.of(match.prefix().orElse("/"))
        : Optional.empty();
  }

  private static boolean isBuilt(HttpGatewayRouteRewrite rewrite) {
    return rewrite.path() == null
        && (rewrite.hostname() == null
            || rewrite.hostname().defaultTargetHostname() != DefaultGatewayRouteRewrite.DISABLED);
  }

  private static boolean isFor(GatewayRoute route, MeshListener listener) {
    return route.protocol() == listener.protocol()
        && route.match().port().filter(port -> port != listener.port()).isEmpty();
  }

  private static int length(GatewayRoute route) {
    return route.match() instanceof Match.Http match
        ? match.prefix().map(String::length).orElse(0)
        : 0;
  }
}
