// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.mesh.view.MeshView;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the view of a mesh. What is the same resource as in the memory before is the same value in
 * the view: it is not read into its values again, and compares at once.
 */
record ViewOf(Map<String, MeshResource> resources, Optional<MeshMemory> before) {
  MeshView of(MeshResource mesh, Discovery discovery, MeshMemory.Named named) {
    SortedMap<String, MeshView.Node> nodes = new TreeMap<>();
    SortedMap<String, VirtualServiceSpec> services = new TreeMap<>();
    SortedMap<String, MeshView.Gateway> gateways = new TreeMap<>();
    Map<String, SortedMap<String, MeshResource>> routes = routes();
    for (MeshResource each : resources.values()) {
      String name = each.name().name();
      switch (each.spec()) {
        case Spec.Node _ -> nodes.put(name, node(each));
        case Spec.Service(var spec) -> services.put(name, spec);
        case Spec.Gateway _ ->
            gateways.put(name, gateway(each, routes.getOrDefault(name, new TreeMap<>())));
        case Spec.GatewayRoute _, Spec.Mesh _, Spec.Router _, Spec.Route _ -> {}
      }
    }
    return new MeshView(
        mesh.name().name(),
        ((Spec.Mesh) mesh.spec()).value(),
        mesh.tags(),
        nodes,
        services,
        gateways,
        present(named.certificates()),
        present(named.authorities()),
        discovery.found());
  }

  /** By gateway and name. */
  private Map<String, SortedMap<String, MeshResource>> routes() {
    Map<String, SortedMap<String, MeshResource>> routes = new HashMap<>();
    for (MeshResource each : resources.values()) {
      if (each.name().kind() == ResourceKind.GATEWAY_ROUTE) {
        routes
            .computeIfAbsent(each.name().parent(), _ -> new TreeMap<>())
            .put(each.name().name(), each);
      }
    }
    return routes;
  }

  private MeshView.Node node(MeshResource resource) {
    return before
        .filter(_ -> isSame(resource))
        .map(memory -> memory.view().nodes().get(resource.name().name()))
        .orElseGet(() ->
            new MeshView.Node(
                resource.arn(), ((Spec.Node) resource.spec()).value(), resource.tags()));
  }

  private MeshView.Gateway gateway(MeshResource resource, SortedMap<String, MeshResource> routes) {
    Optional<MeshView.Gateway> known =
        before
            .filter(_ -> isSame(resource) && routes.values().stream().allMatch(this::isSame))
            .map(memory -> memory.view().gateways().get(resource.name().name()))
            .filter(gateway -> gateway.routes().keySet().equals(routes.keySet()));
    return known.orElseGet(() -> {
      SortedMap<String, GatewayRouteSpec> specs = new TreeMap<>();
      routes.forEach((name, route) -> specs.put(name, ((Spec.GatewayRoute) route.spec()).value()));
      return new MeshView.Gateway(
          resource.arn(), ((Spec.Gateway) resource.spec()).value(), resource.tags(), specs);
    });
  }

  @SuppressWarnings("ReferenceEquality") // what was not read anew is the same object
  private boolean isSame(MeshResource resource) {
    return before.get().resources().get(resource.arn()) == resource;
  }

  private static <T> Map<String, T> present(Map<String, Optional<T>> named) {
    Map<String, T> found = new HashMap<>();
    named.forEach((arn, facts) -> facts.ifPresent(present -> found.put(arn, present)));
    return found;
  }
}
