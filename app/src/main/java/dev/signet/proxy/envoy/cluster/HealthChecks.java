// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.cluster;

import com.google.protobuf.UInt32Value;
import dev.signet.mesh.resource.HealthCheckPolicy;
import dev.signet.proxy.envoy.draft.EnvoyDurations;
import io.envoyproxy.envoy.config.core.v3.HealthCheck;
import io.envoyproxy.envoy.config.core.v3.HealthCheck.GrpcHealthCheck;
import io.envoyproxy.envoy.config.core.v3.HealthCheck.HttpHealthCheck;
import io.envoyproxy.envoy.config.core.v3.HealthCheck.TcpHealthCheck;
import io.envoyproxy.envoy.type.v3.CodecClientType;

/** Active health checks, which every caller makes over the TLS of its cluster. */
final class HealthChecks {
  private HealthChecks() {}

  static HealthCheck of(HealthCheckPolicy policy, String host, int listenerPort) {
    HealthCheck.Builder check =
        HealthCheck.newBuilder()
            .setInterval(EnvoyDurations.of(policy.interval()))
            .setTimeout(EnvoyDurations.of(policy.timeout()))
            .setHealthyThreshold(UInt32Value.of(policy.healthyThreshold()))
            .setUnhealthyThreshold(UInt32Value.of(policy.unhealthyThreshold()));
    // Else where the proxy says it listens, which is not always the listener's port.
    policy
        .port()
        .filter(port -> port != listenerPort)
        .ifPresent(port -> check.setAltPort(UInt32Value.of(port)));
    return switch (policy.protocol()) {
      case HTTP -> check.setHttpHealthCheck(http(policy, host, CodecClientType.HTTP1)).build();
      case HTTP2 -> check.setHttpHealthCheck(http(policy, host, CodecClientType.HTTP2)).build();
      case GRPC -> check.setGrpcHealthCheck(GrpcHealthCheck.getDefaultInstance()).build();
      case TCP -> check.setTcpHealthCheck(TcpHealthCheck.getDefaultInstance()).build();
    };
  }

  private static HttpHealthCheck http(
      HealthCheckPolicy policy, String host, CodecClientType codec) {
    return HttpHealthCheck.newBuilder()
        .setHost(host)
        .setPath(policy.path().filter(path -> !path.isEmpty()).orElse("/"))
        .setCodecClientType(codec)
        .build();
  }
}
