// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.rules;

import dev.signet.kernel.Refusal;
import dev.signet.mesh.resource.Match;
import dev.signet.mesh.resource.MeshRoute;
import dev.signet.mesh.resource.RouteReader;
import dev.signet.wire.generated.appmesh.RouteSpec;
import dev.signet.wire.generated.appmesh.WeightedTarget;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold inside the spec of a route. */
public final class RouteRules {
  private static final Set<String> HTTP_EVENTS =
      Set.of("server-error", "gateway-error", "client-error", "stream-error");

  private RouteRules() {}

  /**
   * What all kinds of routes have.
   *
   * @param protocol of the listeners it is for
   * @param port that it matches, absent for all
   */
  public record Common(String protocol, @Nullable Integer port, List<WeightedTarget> targets) {}

  /**
   * Accepts a sound spec.
   *
   * @throws Refusal of kind INVALID
   */
  public static void check(RouteSpec spec) {
    MeshRoute route = one(spec);
    switch (route.match()) {
      case Match.Http http -> {
        MatchRules.checkPath(http);
        MatchRules.checkFields(http.headers());
      }
      case Match.Grpc grpc -> {
        if (grpc.method().isPresent() && grpc.service().isEmpty()) {
          throw Refusal.invalid(
              "methodName '" + grpc.method().get() + "': expected serviceName to be set too");
        }
        MatchRules.checkFields(grpc.metadata());
      }
      case Match.Tcp _ -> {}
    }
    route.retries().ifPresent(RouteRules::check);
  }

  /**
   * What the one route of a spec has.
   *
   * @throws Refusal of kind INVALID when there is none or more than one
   */
  public static Common common(RouteSpec spec) {
    MeshRoute route = one(spec);
    return new Common(
        route.protocol().toString(), route.match().port().orElse(null), route.targets());
  }

  private static MeshRoute one(RouteSpec spec) {
    List<MeshRoute> set = RouteReader.read(spec);
    if (set.size() != 1) {
      throw Refusal.invalid(
          set.size()
              + " kinds of route are set: expected exactly one of httpRoute, http2Route, grpcRoute,"
              + " tcpRoute");
    }
    return set.getFirst();
  }

  private static void check(MeshRoute.RetryEvents events) {
    for (String event : events.http()) {
      if (!HTTP_EVENTS.contains(event)) {
        throw Refusal.invalid(
            "httpRetryEvents '"
                + event
                + "': expected server-error, gateway-error, client-error or stream-error");
      }
    }
    if (events.isEmpty()) {
      throw Refusal.invalid("retryPolicy has no events: expected at least one");
    }
  }
}
