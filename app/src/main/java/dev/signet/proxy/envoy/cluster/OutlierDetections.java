// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.cluster;

import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.signet.mesh.resource.OutlierPolicy;
import dev.signet.proxy.envoy.draft.EnvoyDurations;
import io.envoyproxy.envoy.config.cluster.v3.OutlierDetection;
import java.util.Optional;

/** What ejects an address of a cluster. */
public final class OutlierDetections {
  private OutlierDetections() {}

  /** The detection; empty when Envoy could not take its durations. */
  public static Optional<OutlierDetection> of(OutlierPolicy policy) {
    Optional<Duration> interval = positive(policy.interval());
    Optional<Duration> ejection = positive(policy.ejection());
    if (interval.isEmpty() || ejection.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        OutlierDetection.newBuilder()
            .setConsecutive5Xx(
                UInt32Value.of((int) Math.min(policy.serverErrors(), Integer.MAX_VALUE)))
            .setInterval(interval.get())
            .setBaseEjectionTime(ejection.get())
            .setMaxEjectionPercent(UInt32Value.of(policy.mostPercent()))
            // Nothing else ejects.
            .setEnforcingSuccessRate(UInt32Value.of(0))
            .build());
  }

  private static Optional<Duration> positive(Optional<java.time.Duration> said) {
    return said.map(EnvoyDurations::of).filter(Durations::isPositive);
  }
}
