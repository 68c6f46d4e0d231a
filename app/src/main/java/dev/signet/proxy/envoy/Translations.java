// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.stream.ProxyPlacement;
import dev.signet.wire.generated.appmesh.Backend;
import dev.signet.wire.generated.appmesh.BackendDefaults;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.VirtualGatewayBackendDefaults;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** From a mesh to what one proxy holds: equal input gives equal octets. */
public final class Translations {
  private static final String EGRESS = "rds_egress_http_15001";

  private Translations() {}

  /**
   * What the proxy of a resource should hold; empty when the mesh has no such resource.
   *
   * @param resourceArn of a virtual node or gateway
   */
  public static Optional<Translation> of(
      MeshView mesh, String resourceArn, ProxyPlacement placement) {
    Stream<Translation> nodes =
        mesh.nodes().entrySet().stream()
            .filter(named -> named.getValue().arn().equals(resourceArn))
            .map(named -> node(mesh, named.getKey(), named.getValue(), placement));
    Stream<Translation> gateways =
        mesh.gateways().entrySet().stream()
            .filter(named -> named.getValue().arn().equals(resourceArn))
            .map(named -> gateway(mesh, named.getKey(), named.getValue(), placement));
    return Stream.concat(nodes, gateways).findFirst();
  }

  private static Translation node(
      MeshView mesh, String name, MeshView.Node node, ProxyPlacement placement) {
    Told told = new Told();
    if (isBuilt(placement, told)) {
      Self self = Self.of(mesh, name, node.tags(), placement);
      boolean first = true;
      for (Ingress ingress : Specs.listeners(node.spec())) {
        nodeListener(self, ingress, first, told);
        first = false;
      }
      nodeEgress(self, node, told);
    }
    return told.translation();
  }

  private static boolean isBuilt(ProxyPlacement placement, Told told) {
    if (!placement.explicit()) {
      told.find("not-built", "traffic mode redirect: expected explicit");
    }
    return placement.explicit();
  }

  private static void nodeListener(Self self, Ingress ingress, boolean first, Told told) {
    Securing.Outcome outcome = Securing.of(self, ingress, told);
    if (!outcome.open()) {
      return;
    }
    String cluster =
        "cds_ingress_" + self.mesh().name() + "_" + self.name() + "_" + ingress.suffix();
    told.tell(Clusters.local(cluster, self.application(ingress.port()), ingress));
    if (!ingress.isTcp()) {
      Route all = Routes.everything(cluster);
      told.tell(
          Routes.of(
              "rds_ingress_" + ingress.suffix(),
              List.of(Routes.host("ingress", List.of("*"), List.of(all)))));
    }
    String name = "lds_ingress_0.0.0.0_15000" + (first ? "" : "_" + ingress.port());
    Listeners.Identity identity =
        new Listeners.Identity(name, "0.0.0.0_15000", self.ingressBind(ingress.port()));
    told.tell(Listeners.ingress(identity, ingress, outcome.tls(), cluster));
  }

  private static void nodeEgress(Self self, MeshView.Node node, Told told) {
    BackendDefaults defaults = node.spec().backendDefaults();
    Optional<Policy> usual =
        defaults == null ? Optional.empty() : Specs.policy(defaults.clientPolicy());
    SortedMap<String, Optional<Policy>> services = new TreeMap<>();
    for (Backend backend : Optional.ofNullable(node.spec().backends()).orElse(List.of())) {
      if (backend instanceof Backend.VirtualService called) {
        // A backend's own policy replaces the usual one; nothing is merged.
        services.put(
            called.value().virtualServiceName(),
            called.value().clientPolicy() == null
                ? usual
                : Specs.policy(called.value().clientPolicy()));
      }
    }
    if (!services.isEmpty()) {
      egress(self, services, told);
    }
  }

  private static Translation gateway(
      MeshView mesh, String name, MeshView.Gateway gateway, ProxyPlacement placement) {
    Told told = new Told();
    if (isBuilt(placement, told)) {
      Self self = Self.of(mesh, name, gateway.tags(), placement);
      List<Ingress> listeners = gateway.spec().listeners().stream().map(Specs::listener).toList();
      listeners.forEach(
          listener -> gatewayListener(self, gateway, listener, listeners.size() > 1, told));
      VirtualGatewayBackendDefaults defaults = gateway.spec().backendDefaults();
      Optional<Policy> policy =
          defaults == null ? Optional.empty() : Specs.policy(defaults.clientPolicy());
      SortedMap<String, Optional<Policy>> services = new TreeMap<>();
      for (GatewayRouteSpec route : gateway.routes().values()) {
        GatewayRoutes.service(route).ifPresent(service -> services.put(service, policy));
      }
      egress(self, services, told);
    }
    return told.translation();
  }

  private static void gatewayListener(
      Self self, MeshView.Gateway gateway, Ingress ingress, boolean several, Told told) {
    Securing.Outcome outcome = Securing.of(self, ingress, told);
    if (!outcome.open()) {
      return;
    }
    String cluster =
        "cds_ingress_"
            + self.mesh().name()
            + "_"
            + self.name()
            + "_self_redirect_"
            + (several ? ingress.port() + "_" : "")
            + ingress.protocol()
            + "_15001";
    told.tell(Clusters.local(cluster, self.egressBind(), ingress));
    List<Route> routes = GatewayRoutes.of(gateway.routes(), ingress, cluster, told);
    told.tell(
        Routes.of(
            "rds_ingress_" + ingress.suffix(),
            List.of(Routes.host("self_redirect", List.of("*"), routes))));
    Listeners.Identity identity =
        new Listeners.Identity(
            "lds_ingress_0.0.0.0_" + ingress.port(),
            "0.0.0.0_" + ingress.port(),
            self.ingressBind(ingress.port()));
    told.tell(Listeners.ingress(identity, ingress, outcome.tls(), cluster));
  }

  private static void egress(Self self, Map<String, Optional<Policy>> services, Told told) {
    List<VirtualHost> hosts = new ArrayList<>();
    services.forEach(
        (service, policy) -> hosts.addAll(ServiceHosts.of(self, service, policy, told)));
    told.tell(Routes.of(EGRESS, hosts));
    told.tell(Listeners.egress(self.egressBind(), EGRESS));
  }
}
