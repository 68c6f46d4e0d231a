// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.mesh.view.MeshView;
import dev.signet.wire.generated.appmesh.VirtualServiceProvider;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The virtual hosts of a virtual service on the egress listener. */
final class ServiceHosts {
  private ServiceHosts() {}

  /** One host per HTTP port of the node behind the service; the first also has the bare name. */
  static List<VirtualHost> of(Self self, String service, Optional<Policy> policy, Told told) {
    VirtualServiceSpec spec = self.mesh().services().get(service);
    VirtualServiceProvider provider = spec == null ? null : spec.provider();
    if (!(provider instanceof VirtualServiceProvider.VirtualNode byNode)) {
      told.find("not-built", "virtual service " + service + ": expected one by a virtual node");
      return List.of(Routes.host(service, List.of(service), List.of()));
    }
    String node = byNode.value().virtualNodeName();
    MeshView.Node target = self.mesh().nodes().get(node);
    List<VirtualHost> hosts = new ArrayList<>();
    for (Ingress listener : target == null ? List.<Ingress>of() : Specs.listeners(target.spec())) {
      if (listener.isTcp()) {
        told.find("not-built", "virtual service " + service + ": expected a listener of HTTP");
        continue;
      }
      String name = hosts.isEmpty() ? service : service + ":" + listener.port();
      List<String> domains =
          hosts.isEmpty()
              ? List.of(service, service + ":" + listener.port())
              : List.of(service + ":" + listener.port());
      hosts.add(
          Routes.host(
              name,
              domains,
              List.of(
                  Targets.cluster(self, node, listener, policy, told)
                      .map(Routes::retried)
                      .orElseGet(Routes::unavailable))));
    }
    return hosts.isEmpty()
        ? List.of(Routes.host(service, List.of(service), List.of()))
        : List.copyOf(hosts);
  }
}
