// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.util.Optional;

/** Reads which endpoint set a cluster waits for. */
final class EdsClusters {
  private EdsClusters() {}

  /** The name of the cluster's endpoint set; empty when its endpoints come from elsewhere. */
  static Optional<String> endpointsOf(Resource resource) {
    try {
      Cluster cluster = Cluster.parseFrom(resource.body().getValue());
      if (cluster.getType() != Cluster.DiscoveryType.EDS) {
        return Optional.empty();
      }
      String service = cluster.getEdsClusterConfig().getServiceName();
      return Optional.of(service.isEmpty() ? cluster.getName() : service);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(resource.name() + ": expected a cluster", e);
    }
  }
}
