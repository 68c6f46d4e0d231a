// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.mesh.resource.MeshListener;
import dev.signet.mesh.resource.SignetTags;
import dev.signet.mesh.resource.VirtualNode;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.envoy.cluster.OutlierDetections;
import dev.signet.proxy.envoy.draft.Draft;
import dev.signet.proxy.envoy.draft.Self;
import dev.signet.wire.generated.appmesh.ServiceDiscovery;
import java.util.List;

/** Says what a resource asks for that has no effect, so that nobody relies on it. */
final class UnusedSettings {
  private UnusedSettings() {}

  static void of(Self self, MeshView.Node node, Draft draft) {
    VirtualNode spec = node.spec();
    String where = "virtual node " + self.name() + ": ";
    clientAuthorities(self, spec.listeners(), where, draft);
    for (MeshListener listener : spec.listeners()) {
      listener
          .outlierDetection()
          .filter(policy -> OutlierDetections.of(policy).isEmpty())
          .ifPresent(_ ->
              draft.find(
                  "not-translated",
                  where + at(listener) + "outlierDetection: expected durations above zero"));
    }
    if (spec.discovery().orElse(null) instanceof ServiceDiscovery.AwsCloudMap(var map)
        && map.ipPreference() != null) {
      draft.find(
          "not-translated",
          where + "serviceDiscovery.awsCloudMap.ipPreference: a proxy registers one address");
    }
    if (self.clientCertificate().isPresent() && spec.backends().services().isEmpty()) {
      draft.find(
          "not-translated", where + "tag " + SignetTags.CLIENT_CERTIFICATE + ": expected backends");
    }
    if (SignetTags.requestsPerConnection(node.tags()).isPresent()
        && spec.listeners().stream().allMatch(listener -> listener.protocol().isTcp())) {
      draft.find(
          "not-translated", where + "tag " + SignetTags.REQUESTS + ": expected a listener of HTTP");
    }
  }

  static void of(Self self, MeshView.Gateway gateway, Draft draft) {
    String where = "virtual gateway " + self.name() + ": ";
    clientAuthorities(self, gateway.spec().listeners(), where, draft);
    for (MeshListener listener : gateway.spec().listeners()) {
      if (listener.healthCheck().isPresent()) {
        draft.find(
            "not-translated",
            where + at(listener) + "healthCheck: it is for load balancers before it");
      }
    }
  }

  private static void clientAuthorities(
      Self self, List<MeshListener> listeners, String where, Draft draft) {
    if (self.clientAuthorities().isEmpty()) {
      return;
    }
    String tag = "tag " + SignetTags.CLIENT_AUTHORITY;
    if (listeners.isEmpty()) {
      draft.find("not-translated", where + tag + ": expected a listener");
    }
    listeners.stream()
        .filter(listener -> listener.activeTls().isEmpty())
        .forEach(listener ->
            draft.find(
                "not-translated",
                where + at(listener) + tag + ": expected TLS, any client may call"));
  }

  private static String at(MeshListener listener) {
    return "listener " + listener.port() + ": ";
  }
}
