// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.cluster;

import com.google.protobuf.UInt32Value;
import dev.signet.mesh.resource.ConnectionPool;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import java.util.Optional;

/**
 * How much a cluster lets through; Envoy's own limits, which App Mesh does not have, are lifted.
 */
final class CircuitBreakers {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private CircuitBreakers() {}

  static io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers of(Optional<ConnectionPool> pool) {
    return io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.newBuilder()
        .addThresholds(
            Thresholds.newBuilder()
                .setMaxConnections(most(pool.flatMap(ConnectionPool::connections)))
                .setMaxPendingRequests(most(pool.flatMap(ConnectionPool::pending)))
                .setMaxRequests(most(pool.flatMap(ConnectionPool::requests)))
                .setMaxRetries(most(Optional.empty())))
        .build();
  }

  static io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers open() {
    return of(Optional.empty());
  }

  private static UInt32Value most(Optional<Integer> most) {
    return UInt32Value.of(most.orElse(UNLIMITED));
  }
}
