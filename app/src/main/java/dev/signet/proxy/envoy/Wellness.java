// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.signet.wire.generated.appmesh.HealthCheckPolicy;
import io.envoyproxy.envoy.config.cluster.v3.OutlierDetection;
import io.envoyproxy.envoy.config.core.v3.HealthCheck;
import io.envoyproxy.envoy.config.core.v3.HealthCheck.GrpcHealthCheck;
import io.envoyproxy.envoy.config.core.v3.HealthCheck.HttpHealthCheck;
import io.envoyproxy.envoy.config.core.v3.HealthCheck.TcpHealthCheck;
import io.envoyproxy.envoy.type.v3.CodecClientType;
import java.util.Optional;

/** How a caller tells which addresses of a virtual node are well. */
final class Wellness {
  private Wellness() {}

  /** The check that every caller makes, over the TLS of its cluster. */
  static HealthCheck check(HealthCheckPolicy policy, String host, int listenerPort) {
    HealthCheck.Builder check =
        HealthCheck.newBuilder()
            .setInterval(Durations.fromMillis(policy.intervalMillis()))
            .setTimeout(Durations.fromMillis(policy.timeoutMillis()))
            .setHealthyThreshold(UInt32Value.of(policy.healthyThreshold()))
            .setUnhealthyThreshold(UInt32Value.of(policy.unhealthyThreshold()));
    Integer port = policy.port();
    if (port != null && port != listenerPort) {
      // Else where the proxy says it listens, which is not always the listener's port.
      check.setAltPort(UInt32Value.of(port));
    }
    return switch (policy.protocol()) {
      case HTTP -> check.setHttpHealthCheck(http(policy, host, CodecClientType.HTTP1)).build();
      case HTTP2 -> check.setHttpHealthCheck(http(policy, host, CodecClientType.HTTP2)).build();
      case GRPC -> check.setGrpcHealthCheck(GrpcHealthCheck.getDefaultInstance()).build();
      case TCP -> check.setTcpHealthCheck(TcpHealthCheck.getDefaultInstance()).build();
    };
  }

  private static HttpHealthCheck http(
      HealthCheckPolicy policy, String host, CodecClientType codec) {
    String path = policy.path() == null || policy.path().isEmpty() ? "/" : policy.path();
    return HttpHealthCheck.newBuilder()
        .setHost(host)
        .setPath(path)
        .setCodecClientType(codec)
        .build();
  }

  /** What ejects an address; empty when Envoy could not take its spans. */
  static Optional<OutlierDetection> outliers(
      dev.signet.wire.generated.appmesh.OutlierDetection said) {
    Optional<Duration> interval = Spans.of(said.interval()).filter(Durations::isPositive);
    Optional<Duration> ejection =
        Spans.of(said.baseEjectionDuration()).filter(Durations::isPositive);
    if (interval.isEmpty() || ejection.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        OutlierDetection.newBuilder()
            .setConsecutive5Xx(
                UInt32Value.of((int) Math.min(said.maxServerErrors(), Integer.MAX_VALUE)))
            .setInterval(interval.get())
            .setBaseEjectionTime(ejection.get())
            .setMaxEjectionPercent(UInt32Value.of(said.maxEjectionPercent()))
            // Nothing else ejects.
            .setEnforcingSuccessRate(UInt32Value.of(0))
            .build());
  }
}
