// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.route;

import com.google.protobuf.Duration;
import dev.signet.mesh.resource.ClientPolicy;
import dev.signet.mesh.resource.MeshListener;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.envoy.cluster.AllowAll;
import dev.signet.proxy.envoy.cluster.Upstreams;
import dev.signet.proxy.envoy.draft.Draft;
import dev.signet.proxy.envoy.draft.Self;
import dev.signet.wire.generated.appmesh.VirtualServiceProvider;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The virtual hosts of a virtual service on the egress listener. */
public final class ServiceHosts {
  private ServiceHosts() {}

  /** One host per HTTP port of the node behind the service; the first also has the bare name. */
  public static List<VirtualHost> of(
      Self self, String service, Optional<ClientPolicy> policy, Domains domains, Draft draft) {
    if (!domains.claim(service)) {
      draft.find(
          "not-translated",
          "virtual service " + service + ": expected a name without star that no other one has");
      return List.of();
    }
    Optional<String> node = node(self.mesh(), service);
    if (node.isEmpty()) {
      draft.find("not-built", "virtual service " + service + ": expected one by a virtual node");
    }
    List<VirtualHost> hosts = new ArrayList<>();
    for (MeshListener listener : listeners(self.mesh(), service)) {
      if (listener.protocol().isTcp()) {
        draft.find("not-built", "virtual service " + service + ": expected a listener of HTTP");
        continue;
      }
      List<String> named = domains(service, listener, hosts.isEmpty(), domains);
      if (named.isEmpty()) {
        draft.find(
            "not-translated",
            "virtual service " + service + ": another one is named as its " + listener.port());
        continue;
      }
      Route route =
          Upstreams.cluster(self, node.orElseThrow(), listener, policy, draft)
              .map(cluster ->
                  RouteConfigurations.retried(cluster, RouteConfigurations.timeout(listener)))
              .orElseGet(RouteConfigurations::unavailable);
      hosts.add(RouteConfigurations.host(named.getFirst(), named, List.of(route)));
    }
    return hosts.isEmpty()
        ? List.of(RouteConfigurations.host(service, List.of(service), List.of()))
        : List.copyOf(hosts);
  }

  /** Answers 404 on the other ports of a service, which no way out for all hosts may take. */
  public static VirtualHost otherPorts(String service) {
    String every = service + ":*";
    return RouteConfigurations.host(every, List.of(every), List.of());
  }

  /** Lets every other host out by its own name. */
  public static VirtualHost allOthers(MeshView mesh) {
    Route out = RouteConfigurations.everything(AllowAll.name(mesh), RouteConfigurations.TIMEOUT);
    return RouteConfigurations.host(AllowAll.NAME, List.of("*"), List.of(out));
  }

  /**
   * How long a request to a service may take.
   *
   * @param port that the service is called at; absent for its first
   */
  static Duration timeout(MeshView mesh, String service, Optional<Integer> port) {
    return listeners(mesh, service).stream()
        .filter(listener ->
            port.map(wanted -> listener.port() == wanted).orElse(!listener.protocol().isTcp()))
        .findFirst()
        .map(RouteConfigurations::timeout)
        .orElse(RouteConfigurations.TIMEOUT);
  }

  private static List<String> domains(
      String service, MeshListener listener, boolean first, Domains domains) {
    List<String> named = new ArrayList<>();
    if (first) {
      named.add(service);
    }
    String withPort = service + ":" + listener.port();
    if (domains.claim(withPort)) {
      named.add(withPort);
    }
    return named;
  }

  private static List<MeshListener> listeners(MeshView mesh, String service) {
    return node(mesh, service)
        .map(name -> mesh.nodes().get(name))
        .map(node -> node.spec().listeners())
        .orElse(List.of());
  }

  private static Optional<String> node(MeshView mesh, String service) {
    VirtualServiceSpec spec = mesh.services().get(service);
    return spec != null && spec.provider() instanceof VirtualServiceProvider.VirtualNode(var node)
        ? Optional.of(node.virtualNodeName())
        : Optional.empty();
  }
}
