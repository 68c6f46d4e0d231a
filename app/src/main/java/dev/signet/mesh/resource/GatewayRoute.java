// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import dev.signet.wire.generated.appmesh.GatewayRouteTarget;
import dev.signet.wire.generated.appmesh.HttpGatewayRouteRewrite;
import java.util.Optional;

/**
 * A route of a virtual gateway.
 *
 * @param rewrite of HTTP and HTTP/2
 * @param priority the lowest is tried first
 */
public record GatewayRoute(
    MeshProtocol protocol,
    Match match,
    GatewayRouteTarget target,
    Optional<HttpGatewayRouteRewrite> rewrite,
    Optional<Integer> priority) {
  /** The virtual service that it leads to. */
  public String service() {
    return target.virtualService().virtualServiceName();
  }
}
