// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.google.protobuf.Duration;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.stream.Resource;
import dev.signet.wire.generated.appmesh.EgressFilter;
import dev.signet.wire.generated.appmesh.EgressFilterType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CustomClusterType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig;
import io.envoyproxy.envoy.extensions.common.dynamic_forward_proxy.v3.DnsCacheConfig;
import io.envoyproxy.envoy.extensions.filters.http.dynamic_forward_proxy.v3.FilterConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import java.util.List;

/** The way out for hosts that are no backend, by their own names and in plaintext. */
final class AllowAll {
  private static final String NAME = "mesh_allow_all";

  private AllowAll() {}

  static boolean isAllowed(MeshView mesh) {
    EgressFilter filter = mesh.spec().egressFilter();
    return filter != null && filter.type() == EgressFilterType.ALLOW_ALL;
  }

  static Cluster cluster(MeshView mesh) {
    ClusterConfig config = ClusterConfig.newBuilder().setDnsCacheConfig(cache(mesh)).build();
    return Cluster.newBuilder()
        .setName(name(mesh))
        .setConnectTimeout(Duration.newBuilder().setSeconds(1))
        .setLbPolicy(LbPolicy.CLUSTER_PROVIDED)
        .setCircuitBreakers(Breakers.open())
        .setClusterType(
            CustomClusterType.newBuilder()
                .setName("envoy.clusters.dynamic_forward_proxy")
                .setTypedConfig(Resource.pack(config)))
        .build();
  }

  static VirtualHost host(MeshView mesh) {
    return Routes.host(NAME, List.of("*"), List.of(Routes.everything(name(mesh), Routes.TIMEOUT)));
  }

  /** Resolves the host of a request before it is routed. */
  static HttpFilter filter(MeshView mesh) {
    return HttpFilter.newBuilder()
        .setName("envoy.filters.http.dynamic_forward_proxy")
        .setTypedConfig(
            Resource.pack(FilterConfig.newBuilder().setDnsCacheConfig(cache(mesh)).build()))
        .build();
  }

  private static DnsCacheConfig cache(MeshView mesh) {
    return DnsCacheConfig.newBuilder()
        .setName(NAME)
        .setDnsLookupFamily(Families.outside(mesh))
        .build();
  }

  private static String name(MeshView mesh) {
    return "cds_egress_" + mesh.name() + "_mesh-allow-all";
  }
}
