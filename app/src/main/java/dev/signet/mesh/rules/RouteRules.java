// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.rules;

import dev.signet.kernel.Refusal;
import dev.signet.mesh.resource.Match;
import dev.signet.mesh.resource.MeshRoute;
import dev.signet.mesh.resource.RouteReader;
import dev.signet.wire.generated.appmesh.RouteSpec;
import java.util.List;
import java.util.Set;

/** What must hold inside the spec of a route. */
public final class RouteRules {
  private static final Set<String> HTTP_EVENTS =
      Set.of("server-error", "gateway-error", "client-error", "stream-error");

  private RouteRules() {}

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
   * The one route that a spec sets.
   *
   * @throws Refusal of kind INVALID when there is none or more than one
   */
  public static MeshRoute one(RouteSpec spec) {
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
