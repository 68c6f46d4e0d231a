// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.mesh.view.MeshView;
import dev.signet.wire.generated.appmesh.ServiceDiscovery;
import dev.signet.wire.generated.appmesh.VirtualGatewayListener;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import java.util.List;

/** Says what a resource asks for that has no effect, so that nobody relies on it. */
final class Neglected {
  private Neglected() {}

  static void of(Self self, MeshView.Node node, Told told) {
    VirtualNodeSpec spec = node.spec();
    List<Ingress> listeners = Specs.listeners(spec);
    String where = "virtual node " + self.name() + ": ";
    clientAuthorities(self, listeners, where, told);
    for (Ingress listener : listeners) {
      listener
          .limits()
          .outlierDetection()
          .filter(said -> Wellness.outliers(said).isEmpty())
          .ifPresent(_ ->
              told.find(
                  "not-translated",
                  where + at(listener) + "outlierDetection: expected durations above zero"));
    }
    if (spec.serviceDiscovery() instanceof ServiceDiscovery.AwsCloudMap(var map)
        && map.ipPreference() != null) {
      told.find(
          "not-translated",
          where + "serviceDiscovery.awsCloudMap.ipPreference: a proxy registers one address");
    }
    if (self.clientCertificate().isPresent()
        && (spec.backends() == null || spec.backends().isEmpty())) {
      told.find("not-translated", where + "tag signet:client-cert: expected backends");
    }
    if (node.tags().values().containsKey(Targets.REQUESTS)
        && listeners.stream().allMatch(Ingress::isTcp)) {
      told.find(
          "not-translated", where + "tag " + Targets.REQUESTS + ": expected a listener of HTTP");
    }
  }

  static void of(Self self, MeshView.Gateway gateway, Told told) {
    String where = "virtual gateway " + self.name() + ": ";
    List<Ingress> listeners = Specs.listeners(gateway.spec());
    clientAuthorities(self, listeners, where, told);
    for (VirtualGatewayListener listener : gateway.spec().listeners()) {
      if (listener.healthCheck() != null) {
        told.find(
            "not-translated",
            where
                + at(Specs.listener(listener))
                + "healthCheck: it is for load balancers before it");
      }
    }
  }

  private static void clientAuthorities(
      Self self, List<Ingress> listeners, String where, Told told) {
    if (self.clientAuthorities().isEmpty()) {
      return;
    }
    if (listeners.isEmpty()) {
      told.find("not-translated", where + "tag signet:client-ca: expected a listener");
    }
    listeners.stream()
        .filter(listener -> listener.tls().isEmpty())
        .forEach(listener ->
            told.find(
                "not-translated",
                where + at(listener) + "tag signet:client-ca: expected TLS, any client may call"));
  }

  private static String at(Ingress listener) {
    return "listener " + listener.port() + ": ";
  }
}
