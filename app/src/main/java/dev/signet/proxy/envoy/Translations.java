// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.mesh.resource.Backends;
import dev.signet.mesh.resource.ClientPolicy;
import dev.signet.mesh.resource.GatewayRoute;
import dev.signet.mesh.resource.MeshListener;
import dev.signet.mesh.resource.Timeouts;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.envoy.cluster.AllowAll;
import dev.signet.proxy.envoy.cluster.Clusters;
import dev.signet.proxy.envoy.draft.Draft;
import dev.signet.proxy.envoy.draft.EnvoyDurations;
import dev.signet.proxy.envoy.draft.ResourceNames;
import dev.signet.proxy.envoy.draft.Self;
import dev.signet.proxy.envoy.listener.DownstreamTls;
import dev.signet.proxy.envoy.listener.FilterSettings;
import dev.signet.proxy.envoy.listener.Listeners;
import dev.signet.proxy.envoy.log.AccessLogs;
import dev.signet.proxy.envoy.route.Domains;
import dev.signet.proxy.envoy.route.GatewayRoutes;
import dev.signet.proxy.envoy.route.RouteConfigurations;
import dev.signet.proxy.envoy.route.ServiceHosts;
import dev.signet.proxy.stream.ProxyPlacement;
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
    Draft draft = new Draft();
    if (isBuilt(placement, draft)) {
      Self self = Self.of(mesh, name, node.tags(), placement);
      UnusedSettings.of(self, node, draft);
      Optional<AccessLog> log =
          AccessLogs.of("virtual node " + name, node.spec().accessLog(), draft);
      List<MeshListener> listeners = node.spec().listeners();
      listeners.forEach(listener -> nodeListener(self, listener, listeners, log, draft));
      nodeEgress(self, node.spec().backends(), log, draft);
    }
    return translation(draft);
  }

  private static Translation translation(Draft draft) {
    return new Translation(draft.snapshot(), draft.anchors(), draft.findings());
  }

  private static boolean isBuilt(ProxyPlacement placement, Draft draft) {
    if (!placement.explicit()) {
      draft.find("not-built", "traffic mode redirect: expected explicit");
    }
    return placement.explicit();
  }

  private static FilterSettings settings(
      MeshListener listener, List<MeshListener> listeners, Optional<AccessLog> log) {
    String prefix =
        listeners.size() == 1
            ? "ingress"
            : "ingress." + listener.protocol() + "." + listener.port();
    return new FilterSettings(
        prefix, log, listener.timeouts().flatMap(Timeouts::idle).map(EnvoyDurations::of));
  }

  private static void nodeListener(
      Self self,
      MeshListener listener,
      List<MeshListener> listeners,
      Optional<AccessLog> log,
      Draft draft) {
    DownstreamTls tls = DownstreamTls.of(self, listener, draft);
    if (tls instanceof DownstreamTls.Shut) {
      return;
    }
    String cluster =
        "cds_ingress_"
            + self.mesh().name()
            + "_"
            + self.name()
            + "_"
            + ResourceNames.suffix(listener);
    draft.add(Clusters.local(cluster, self.application(listener.port()), listener));
    if (!listener.protocol().isTcp()) {
      Route all = RouteConfigurations.everything(cluster, RouteConfigurations.timeout(listener));
      draft.add(
          RouteConfigurations.of(
              ResourceNames.ingressRoutes(listener),
              List.of(RouteConfigurations.host("ingress", List.of("*"), List.of(all)))));
    }
    boolean first = listener.equals(listeners.getFirst());
    String name = "lds_ingress_0.0.0.0_15000" + (first ? "" : "_" + listener.port());
    Listeners.Identity identity =
        new Listeners.Identity(name, "0.0.0.0_15000", self.ingressBind(listener.port()));
    draft.add(
        Listeners.ingress(identity, listener, settings(listener, listeners, log), tls, cluster));
  }

  private static void nodeEgress(
      Self self, Backends backends, Optional<AccessLog> log, Draft draft) {
    SortedMap<String, Optional<ClientPolicy>> services = new TreeMap<>();
    backends.services().forEach(service -> services.put(service.name(), service.policy()));
    boolean allowAll = AllowAll.isAllowed(self.mesh());
    if (!services.isEmpty() || allowAll) {
      egress(self, services, allowAll, log, draft);
    }
  }

  private static Translation gateway(
      MeshView mesh, String name, MeshView.Gateway gateway, ProxyPlacement placement) {
    Draft draft = new Draft();
    if (isBuilt(placement, draft)) {
      Self self = Self.of(mesh, name, gateway.tags(), placement);
      UnusedSettings.of(self, gateway, draft);
      Optional<AccessLog> log =
          AccessLogs.of("virtual gateway " + name, gateway.spec().accessLog(), draft);
      List<MeshListener> listeners = gateway.spec().listeners();
      listeners.forEach(listener -> gatewayListener(self, gateway, listener, log, draft));
      GatewayRoutes.findLost(gateway.routes(), listeners, draft);
      SortedMap<String, Optional<ClientPolicy>> services = new TreeMap<>();
      for (GatewayRoute route : gateway.routes().values()) {
        GatewayRoutes.service(route)
            .ifPresent(service -> services.put(service, gateway.spec().backends().usual()));
      }
      // Only what a gateway route names can be asked of a gateway, whatever the egress filter.
      egress(self, services, false, log, draft);
    }
    return translation(draft);
  }

  private static void gatewayListener(
      Self self,
      MeshView.Gateway gateway,
      MeshListener listener,
      Optional<AccessLog> log,
      Draft draft) {
    DownstreamTls tls = DownstreamTls.of(self, listener, draft);
    if (tls instanceof DownstreamTls.Shut) {
      return;
    }
    List<MeshListener> listeners = gateway.spec().listeners();
    String cluster =
        "cds_ingress_"
            + self.mesh().name()
            + "_"
            + self.name()
            + "_self_redirect_"
            + (listeners.size() > 1 ? listener.port() + "_" : "")
            + listener.protocol()
            + "_15001";
    List<Route> routes = GatewayRoutes.of(self.mesh(), gateway.routes(), listener, cluster);
    if (!routes.isEmpty()) {
      draft.add(Clusters.local(cluster, self.egressBind(), listener));
    }
    draft.add(
        RouteConfigurations.of(
            ResourceNames.ingressRoutes(listener),
            List.of(RouteConfigurations.host("self_redirect", List.of("*"), routes))));
    Listeners.Identity identity =
        new Listeners.Identity(
            "lds_ingress_0.0.0.0_" + listener.port(),
            "0.0.0.0_" + listener.port(),
            self.ingressBind(listener.port()));
    draft.add(
        Listeners.ingress(identity, listener, settings(listener, listeners, log), tls, cluster));
  }

  private static void egress(
      Self self,
      SortedMap<String, Optional<ClientPolicy>> services,
      boolean allowAll,
      Optional<AccessLog> log,
      Draft draft) {
    MeshView mesh = self.mesh();
    Domains domains = new Domains();
    List<VirtualHost> hosts = new ArrayList<>();
    services.forEach(
        (service, policy) -> hosts.addAll(ServiceHosts.of(self, service, policy, domains, draft)));
    if (allowAll) {
      services.keySet().stream()
          .filter(service -> !domains.claim(service)) // else its name could not be had
          .map(ServiceHosts::otherPorts)
          .forEach(hosts::add);
      hosts.add(ServiceHosts.allOthers(mesh));
      draft.add(AllowAll.cluster(mesh));
    }
    draft.add(RouteConfigurations.of(EGRESS, hosts));
    Optional<HttpFilter> first = allowAll ? Optional.of(AllowAll.filter(mesh)) : Optional.empty();
    draft.add(Listeners.egress(self.egressBind(), EGRESS, log, first));
  }
}
