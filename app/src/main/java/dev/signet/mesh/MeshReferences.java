// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.mesh.resource.GatewayRoute;
import dev.signet.mesh.resource.MeshRoute;
import dev.signet.mesh.rules.GatewayRouteRules;
import dev.signet.mesh.rules.RouteRules;
import dev.signet.store.Tx;
import dev.signet.wire.generated.appmesh.GatewayRouteTarget;
import dev.signet.wire.generated.appmesh.VirtualServiceProvider;
import dev.signet.wire.generated.appmesh.WeightedTarget;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a spec names elsewhere in its mesh: it must exist and speak the right protocol. The backends
 * of a virtual node are not among it, they may come later.
 */
final class MeshReferences {
  private MeshReferences() {}

  /**
   * The ARNs that the spec refers to.
   *
   * @throws Refusal of kind NOT_FOUND when one does not exist, of kind INVALID when it does not fit
   */
  static Set<String> require(Tx tx, Home home, ResourceName name, Spec spec) {
    Set<String> targets = new LinkedHashSet<>();
    switch (spec) {
      case Spec.Service(var service) when service.provider() != null ->
          targets.add(existing(tx, home, provider(name.mesh(), service.provider())).arn());
      case Spec.Route(var said) -> {
        MeshRoute route = RouteRules.one(said);
        String protocol = route.protocol().toString();
        MeshResource router = existing(tx, home, name.container().orElseThrow());
        requirePort(router, route.match().port().orElse(null), protocol);
        for (WeightedTarget target : route.targets()) {
          MeshResource node =
              existing(
                  tx,
                  home,
                  ResourceName.inMesh(
                      ResourceKind.VIRTUAL_NODE, name.mesh(), target.virtualNode()));
          requirePort(node, target.port(), protocol);
          requireChoice("target", node, target.port());
          targets.add(node.arn());
        }
      }
      case Spec.GatewayRoute(var said) -> {
        GatewayRoute route = GatewayRouteRules.one(said);
        GatewayRouteTarget target = route.target();
        MeshResource gateway = existing(tx, home, name.container().orElseThrow());
        requirePort(gateway, route.match().port().orElse(null), route.protocol().toString());
        requireChoice("match", gateway, route.match().port().orElse(null));
        MeshResource service =
            existing(
                tx,
                home,
                ResourceName.inMesh(
                    ResourceKind.VIRTUAL_SERVICE,
                    name.mesh(),
                    target.virtualService().virtualServiceName()));
        if (service.spec() instanceof Spec.Service(var called) && called.provider() != null) {
          MeshResource provider = existing(tx, home, provider(name.mesh(), called.provider()));
          requirePort(provider, target.port(), null);
          requireChoice("target", provider, target.port());
        }
        targets.add(service.arn());
      }
      case Spec.Mesh _, Spec.Node _, Spec.Service _, Spec.Router _, Spec.Gateway _ -> {}
    }
    return targets;
  }

  /** The resource of this name, or the refusal that becomes NotFoundException. */
  static MeshResource existing(Tx tx, Home home, ResourceName name) {
    return MeshTables.find(tx, name.arn(home))
        .orElseThrow(() -> Refusal.notFound(name + " not found: expected one that exists"));
  }

  private static ResourceName provider(String mesh, VirtualServiceProvider provider) {
    return switch (provider) {
      case VirtualServiceProvider.VirtualNode(var node) ->
          ResourceName.inMesh(ResourceKind.VIRTUAL_NODE, mesh, node.virtualNodeName());
      case VirtualServiceProvider.VirtualRouter(var router) ->
          ResourceName.inMesh(ResourceKind.VIRTUAL_ROUTER, mesh, router.virtualRouterName());
    };
  }

  /** Which of several listeners is meant must be said. */
  private static void requireChoice(String what, MeshResource target, @Nullable Integer port) {
    int listeners = target.spec().ports().size();
    if (port == null && listeners > 1) {
      throw Refusal.invalid(
          what
              + " without port: expected the port of one of the "
              + listeners
              + " listeners of "
              + target.name());
    }
  }

  /** Without listeners a resource takes no traffic yet, so there is nothing to compare. */
  private static void requirePort(
      MeshResource resource, @Nullable Integer port, @Nullable String protocol) {
    List<Spec.Port> ports = resource.spec().ports();
    boolean fits =
        ports.isEmpty()
            || ports.stream()
                .anyMatch(each ->
                    (port == null || each.port() == port)
                        && (protocol == null || each.protocol().equals(protocol)));
    if (!fits) {
      throw Refusal.invalid(
          (port == null ? "any port" : "port " + port)
              + (protocol == null ? "" : " with protocol " + protocol)
              + ": expected a listener of "
              + resource.name());
    }
  }
}
