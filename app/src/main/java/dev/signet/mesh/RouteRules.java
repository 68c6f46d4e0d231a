// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.wire.generated.appmesh.GrpcRetryPolicy;
import dev.signet.wire.generated.appmesh.GrpcRoute;
import dev.signet.wire.generated.appmesh.HttpRetryPolicy;
import dev.signet.wire.generated.appmesh.HttpRoute;
import dev.signet.wire.generated.appmesh.HttpRouteMatch;
import dev.signet.wire.generated.appmesh.RouteSpec;
import dev.signet.wire.generated.appmesh.TcpRetryPolicyEvent;
import dev.signet.wire.generated.appmesh.TcpRoute;
import dev.signet.wire.generated.appmesh.TcpRouteMatch;
import dev.signet.wire.generated.appmesh.WeightedTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold inside the spec of a route. */
final class RouteRules {
  private static final Set<String> HTTP_EVENTS =
      Set.of("server-error", "gateway-error", "client-error", "stream-error");

  private RouteRules() {}

  /**
   * What all kinds of routes have.
   *
   * @param protocol of the listeners it is for
   * @param port that it matches, absent for all
   */
  record Common(String protocol, @Nullable Integer port, List<WeightedTarget> targets) {}

  static void check(RouteSpec spec) {
    common(spec);
    if (spec.httpRoute() != null) {
      check(spec.httpRoute());
    }
    if (spec.http2Route() != null) {
      check(spec.http2Route());
    }
    if (spec.grpcRoute() != null) {
      check(spec.grpcRoute());
    }
  }

  /**
   * The one route of a spec.
   *
   * @throws dev.signet.kernel.Refusal of kind INVALID when there is none or more than one
   */
  static Common common(RouteSpec spec) {
    List<Common> set = new ArrayList<>(1);
    HttpRoute http = spec.httpRoute();
    if (http != null) {
      set.add(new Common("http", http.match().port(), http.action().weightedTargets()));
    }
    HttpRoute http2 = spec.http2Route();
    if (http2 != null) {
      set.add(new Common("http2", http2.match().port(), http2.action().weightedTargets()));
    }
    GrpcRoute grpc = spec.grpcRoute();
    if (grpc != null) {
      set.add(new Common("grpc", grpc.match().port(), grpc.action().weightedTargets()));
    }
    TcpRoute tcp = spec.tcpRoute();
    if (tcp != null) {
      TcpRouteMatch match = tcp.match();
      Integer port = match == null ? null : match.port();
      set.add(new Common("tcp", port, tcp.action().weightedTargets()));
    }
    if (set.size() != 1) {
      throw MeshRules.invalid(
          set.size()
              + " kinds of route are set: expected exactly one of httpRoute, http2Route, grpcRoute,"
              + " tcpRoute");
    }
    return set.getFirst();
  }

  private static void check(HttpRoute route) {
    HttpRouteMatch match = route.match();
    MatchRules.checkPath(match.prefix(), match.path());
    Spec.present(match.headers()).forEach(header -> MatchRules.check(header.match()));
    HttpRetryPolicy retry = route.retryPolicy();
    if (retry != null) {
      checkEvents(retry.httpRetryEvents(), retry.tcpRetryEvents(), List.of());
    }
  }

  private static void check(GrpcRoute route) {
    if (route.match().methodName() != null && route.match().serviceName() == null) {
      throw MeshRules.invalid(
          "methodName '" + route.match().methodName() + "': expected serviceName to be set too");
    }
    Spec.present(route.match().metadata()).forEach(metadata -> MatchRules.check(metadata.match()));
    GrpcRetryPolicy retry = route.retryPolicy();
    if (retry != null) {
      checkEvents(
          retry.httpRetryEvents(), retry.tcpRetryEvents(), Spec.present(retry.grpcRetryEvents()));
    }
  }

  private static void checkEvents(
      @Nullable List<String> http, @Nullable List<TcpRetryPolicyEvent> tcp, List<?> grpc) {
    for (String event : Spec.present(http)) {
      if (!HTTP_EVENTS.contains(event)) {
        throw MeshRules.invalid(
            "httpRetryEvents '"
                + event
                + "': expected server-error, gateway-error, client-error or stream-error");
      }
    }
    if (Spec.present(http).isEmpty() && Spec.present(tcp).isEmpty() && grpc.isEmpty()) {
      throw MeshRules.invalid("retryPolicy has no events: expected at least one");
    }
  }
}
