// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.rules;

import dev.signet.kernel.Refusal;
import dev.signet.mesh.resource.GatewayRoute;
import dev.signet.mesh.resource.Match;
import dev.signet.mesh.resource.RouteReader;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.HttpGatewayRoutePrefixRewrite;
import dev.signet.wire.generated.appmesh.HttpGatewayRouteRewrite;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold inside the spec of a gateway route. */
public final class GatewayRouteRules {
  private static final Set<String> RESERVED_PATHS = Set.of("/aws-appmesh", "/aws-app-mesh");
  private static final Set<String> RESERVED_SERVICES = Set.of("aws.appmesh", "aws.app-mesh");

  private GatewayRouteRules() {}

  /**
   * Accepts a sound spec.
   *
   * @throws Refusal of kind INVALID
   */
  public static void check(GatewayRouteSpec spec) {
    GatewayRoute route = one(spec);
    switch (route.match()) {
      case Match.Http http -> check(http, route.rewrite());
      case Match.Grpc grpc -> {
        requireUnreserved(grpc.service(), RESERVED_SERVICES);
        MatchRules.checkHostname(grpc.hostname());
        MatchRules.checkFields(grpc.metadata());
      }
      case Match.Tcp _ -> {}
    }
  }

  /**
   * The one route that a spec sets.
   *
   * @throws Refusal of kind INVALID when there is none or more than one
   */
  public static GatewayRoute one(GatewayRouteSpec spec) {
    List<GatewayRoute> set = RouteReader.read(spec);
    if (set.size() != 1) {
      throw Refusal.invalid(
          set.size()
              + " kinds of route are set: expected exactly one of httpRoute, http2Route,"
              + " grpcRoute");
    }
    return set.getFirst();
  }

  private static void check(Match.Http match, Optional<HttpGatewayRouteRewrite> rewrite) {
    MatchRules.checkPath(match);
    requireUnreserved(match.prefix(), RESERVED_PATHS);
    requireUnreserved(match.path().flatMap(Match.Path::exact), RESERVED_PATHS);
    MatchRules.checkHostname(match.hostname());
    MatchRules.checkFields(match.headers());
    rewrite.ifPresent(found -> check(found, match.path().isPresent()));
  }

  private static void check(HttpGatewayRouteRewrite rewrite, boolean byPath) {
    if (rewrite.prefix() != null && rewrite.path() != null) {
      throw Refusal.invalid("rewrite has prefix and path: expected at most one of them");
    }
    if (rewrite.path() != null && !byPath) {
      throw Refusal.invalid("rewrite.path: expected a match by path");
    }
    if (rewrite.prefix() != null) {
      if (byPath) {
        throw Refusal.invalid("rewrite.prefix: expected a match by prefix");
      }
      check(rewrite.prefix());
    }
  }

  private static void check(HttpGatewayRoutePrefixRewrite rewrite) {
    if ((rewrite.defaultPrefix() == null) == (rewrite.value() == null)) {
      throw Refusal.invalid("rewrite.prefix: expected exactly one of defaultPrefix, value");
    }
    String value = rewrite.value();
    if (value != null && !(value.startsWith("/") && value.endsWith("/"))) {
      throw Refusal.invalid(
          "rewrite.prefix.value '" + value + "': expected it to start and end with '/'");
    }
  }

  private static void requireUnreserved(Optional<String> value, Set<String> reserved) {
    if (value.isPresent() && reserved.stream().anyMatch(value.get()::startsWith)) {
      throw Refusal.invalid("'" + value.get() + "' is reserved: expected another name");
    }
  }
}
