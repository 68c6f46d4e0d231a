// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.wire.generated.appmesh.GatewayRouteHostnameMatch;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.GatewayRouteTarget;
import dev.signet.wire.generated.appmesh.GrpcGatewayRoute;
import dev.signet.wire.generated.appmesh.HttpGatewayRoute;
import dev.signet.wire.generated.appmesh.HttpGatewayRouteMatch;
import dev.signet.wire.generated.appmesh.HttpGatewayRoutePrefixRewrite;
import dev.signet.wire.generated.appmesh.HttpGatewayRouteRewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold inside the spec of a gateway route. */
final class GatewayRouteRules {
  private static final Set<String> RESERVED_PATHS = Set.of("/aws-appmesh", "/aws-app-mesh");
  private static final Set<String> RESERVED_SERVICES = Set.of("aws.appmesh", "aws.app-mesh");

  private GatewayRouteRules() {}

  /**
   * What all kinds of gateway routes have.
   *
   * @param port of the gateway's listener that it matches, absent for all
   */
  record Common(@Nullable Integer port, GatewayRouteTarget target) {}

  static void check(GatewayRouteSpec spec) {
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
  static Common common(GatewayRouteSpec spec) {
    List<Common> set = new ArrayList<>(1);
    HttpGatewayRoute http = spec.httpRoute();
    if (http != null) {
      set.add(new Common(http.match().port(), http.action().target()));
    }
    HttpGatewayRoute http2 = spec.http2Route();
    if (http2 != null) {
      set.add(new Common(http2.match().port(), http2.action().target()));
    }
    GrpcGatewayRoute grpc = spec.grpcRoute();
    if (grpc != null) {
      set.add(new Common(grpc.match().port(), grpc.action().target()));
    }
    if (set.size() != 1) {
      throw MeshRules.invalid(
          set.size()
              + " kinds of route are set: expected exactly one of httpRoute, http2Route,"
              + " grpcRoute");
    }
    return set.getFirst();
  }

  private static void check(HttpGatewayRoute route) {
    HttpGatewayRouteMatch match = route.match();
    MatchRules.checkPath(match.prefix(), match.path());
    requireUnreserved(match.prefix(), RESERVED_PATHS);
    requireUnreserved(match.path() == null ? null : match.path().exact(), RESERVED_PATHS);
    check(match.hostname());
    Spec.present(match.headers()).forEach(header -> MatchRules.check(header.match()));
    HttpGatewayRouteRewrite rewrite = route.action().rewrite();
    if (rewrite != null) {
      check(rewrite, match);
    }
  }

  private static void check(GrpcGatewayRoute route) {
    requireUnreserved(route.match().serviceName(), RESERVED_SERVICES);
    check(route.match().hostname());
    Spec.present(route.match().metadata()).forEach(metadata -> MatchRules.check(metadata.match()));
  }

  private static void check(@Nullable GatewayRouteHostnameMatch hostname) {
    if (hostname != null && (hostname.exact() == null) == (hostname.suffix() == null)) {
      throw MeshRules.invalid("hostname: expected exactly one of exact, suffix");
    }
  }

  private static void check(HttpGatewayRouteRewrite rewrite, HttpGatewayRouteMatch match) {
    if (rewrite.prefix() != null && rewrite.path() != null) {
      throw MeshRules.invalid("rewrite has prefix and path: expected at most one of them");
    }
    if (rewrite.path() != null && match.path() == null) {
      throw MeshRules.invalid("rewrite.path: expected a match by path");
    }
    if (rewrite.prefix() != null) {
      if (match.path() != null) {
        throw MeshRules.invalid("rewrite.prefix: expected a match by prefix");
      }
      check(rewrite.prefix());
    }
  }

  private static void check(HttpGatewayRoutePrefixRewrite rewrite) {
    if ((rewrite.defaultPrefix() == null) == (rewrite.value() == null)) {
      throw MeshRules.invalid("rewrite.prefix: expected exactly one of defaultPrefix, value");
    }
    String value = rewrite.value();
    if (value != null && !(value.startsWith("/") && value.endsWith("/"))) {
      throw MeshRules.invalid(
          "rewrite.prefix.value '" + value + "': expected it to start and end with '/'");
    }
  }

  private static void requireUnreserved(@Nullable String value, Set<String> reserved) {
    if (value != null && reserved.stream().anyMatch(value::startsWith)) {
      throw MeshRules.invalid("'" + value + "' is reserved: expected another name");
    }
  }
}
