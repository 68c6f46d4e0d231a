// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import java.util.Optional;

/**
 * How much a cluster lets through; Envoy's own limits, which App Mesh does not have, are lifted.
 */
final class Breakers {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private Breakers() {}

  static CircuitBreakers of(Limits.Pool pool) {
    return CircuitBreakers.newBuilder()
        .addThresholds(
            Thresholds.newBuilder()
                .setMaxConnections(most(pool.connections()))
                .setMaxPendingRequests(most(pool.pending()))
                .setMaxRequests(most(pool.requests()))
                .setMaxRetries(most(Optional.empty())))
        .build();
  }

  static CircuitBreakers open() {
    return of(new Limits.Pool(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static UInt32Value most(Optional<Integer> most) {
    return UInt32Value.of(most.orElse(UNLIMITED));
  }
}
