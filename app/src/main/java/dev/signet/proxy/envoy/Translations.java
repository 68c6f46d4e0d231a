// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.google.protobuf.Duration;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.ProxyPlacement;
import dev.signet.wire.generated.appmesh.Backend;
import dev.signet.wire.generated.appmesh.BackendDefaults;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.VirtualGatewayBackendDefaults;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.util.ArrayList;
import java.util.List;
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
      Neglected.of(self, node, told);
      Optional<AccessLog> log = AccessLogs.of("virtual node " + name, node.spec().logging(), told);
      List<Ingress> listeners = Specs.listeners(node.spec());
      for (Ingress ingress : listeners) {
        nodeListener(self, ingress, listeners, log, told);
      }
      nodeEgress(self, node, log, told);
    }
    return told.translation();
  }

  private static boolean isBuilt(ProxyPlacement placement, Told told) {
    if (!placement.explicit()) {
      told.find("not-built", "traffic mode redirect: expected explicit");
    }
    return placement.explicit();
  }

  private static Manner manner(Ingress ingress, List<Ingress> listeners, Optional<AccessLog> log) {
    String prefix =
        listeners.size() == 1 ? "ingress" : "ingress." + ingress.protocol() + "." + ingress.port();
    return new Manner(prefix, log, ingress.limits().idle());
  }

  private static void nodeListener(
      Self self, Ingress ingress, List<Ingress> listeners, Optional<AccessLog> log, Told told) {
    Securing.Outcome outcome = Securing.of(self, ingress, told);
    if (!outcome.open()) {
      return;
    }
    String cluster =
        "cds_ingress_" + self.mesh().name() + "_" + self.name() + "_" + ingress.suffix();
    told.tell(Clusters.local(cluster, self.application(ingress.port()), ingress));
    if (!ingress.isTcp()) {
      Duration timeout = ingress.limits().perRequest().orElse(Routes.TIMEOUT);
      Route all = Routes.everything(cluster, timeout);
      told.tell(
          Routes.of(
              "rds_ingress_" + ingress.suffix(),
              List.of(Routes.host("ingress", List.of("*"), List.of(all)))));
    }
    boolean first = ingress.equals(listeners.getFirst());
    String name = "lds_ingress_0.0.0.0_15000" + (first ? "" : "_" + ingress.port());
    Listeners.Identity identity =
        new Listeners.Identity(name, "0.0.0.0_15000", self.ingressBind(ingress.port()));
    Manner manner = manner(ingress, listeners, log);
    told.tell(Listeners.ingress(identity, ingress, manner, outcome.tls(), cluster));
  }

  private static void nodeEgress(
      Self self, MeshView.Node node, Optional<AccessLog> log, Told told) {
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
    boolean allowAll = AllowAll.isAllowed(self.mesh());
    if (!services.isEmpty() || allowAll) {
      egress(self, services, allowAll, log, told);
    }
  }

  private static Translation gateway(
      MeshView mesh, String name, MeshView.Gateway gateway, ProxyPlacement placement) {
    Told told = new Told();
    if (isBuilt(placement, told)) {
      Self self = Self.of(mesh, name, gateway.tags(), placement);
      Neglected.of(self, gateway, told);
      Optional<AccessLog> log =
          AccessLogs.of("virtual gateway " + name, gateway.spec().logging(), told);
      List<Ingress> listeners = Specs.listeners(gateway.spec());
      listeners.forEach(listener -> gatewayListener(self, gateway, listener, listeners, log, told));
      GatewayRoutes.findLost(gateway.routes(), listeners, told);
      VirtualGatewayBackendDefaults defaults = gateway.spec().backendDefaults();
      Optional<Policy> policy =
          defaults == null ? Optional.empty() : Specs.policy(defaults.clientPolicy());
      SortedMap<String, Optional<Policy>> services = new TreeMap<>();
      for (GatewayRouteSpec route : gateway.routes().values()) {
        GatewayRoutes.service(route).ifPresent(service -> services.put(service, policy));
      }
      // Only what a gateway route names can be asked of a gateway, whatever the egress filter.
      egress(self, services, false, log, told);
    }
    return told.translation();
  }

  private static void gatewayListener(
      Self self,
      MeshView.Gateway gateway,
      Ingress ingress,
      List<Ingress> listeners,
      Optional<AccessLog> log,
      Told told) {
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
            + (listeners.size() > 1 ? ingress.port() + "_" : "")
            + ingress.protocol()
            + "_15001";
    List<Route> routes = GatewayRoutes.of(self.mesh(), gateway.routes(), ingress, cluster);
    if (!routes.isEmpty()) {
      told.tell(Clusters.local(cluster, self.egressBind(), ingress));
    }
    told.tell(
        Routes.of(
            "rds_ingress_" + ingress.suffix(),
            List.of(Routes.host("self_redirect", List.of("*"), routes))));
    Listeners.Identity identity =
        new Listeners.Identity(
            "lds_ingress_0.0.0.0_" + ingress.port(),
            "0.0.0.0_" + ingress.port(),
            self.ingressBind(ingress.port()));
    Manner manner = manner(ingress, listeners, log);
    told.tell(Listeners.ingress(identity, ingress, manner, outcome.tls(), cluster));
  }

  private static void egress(
      Self self,
      SortedMap<String, Optional<Policy>> services,
      boolean allowAll,
      Optional<AccessLog> log,
      Told told) {
    MeshView mesh = self.mesh();
    Domains domains = new Domains();
    List<VirtualHost> hosts = new ArrayList<>();
    services.forEach(
        (service, policy) -> hosts.addAll(ServiceHosts.of(self, service, policy, domains, told)));
    if (allowAll) {
      services.keySet().stream()
          .filter(service -> !domains.claim(service)) // else its name could not be had
          .map(ServiceHosts::otherPorts)
          .forEach(hosts::add);
      hosts.add(AllowAll.host(mesh));
      told.tell(AllowAll.cluster(mesh));
    }
    told.tell(Routes.of(EGRESS, hosts));
    Optional<HttpFilter> first = allowAll ? Optional.of(AllowAll.filter(mesh)) : Optional.empty();
    told.tell(Listeners.egress(self.egressBind(), EGRESS, log, first));
  }
}
