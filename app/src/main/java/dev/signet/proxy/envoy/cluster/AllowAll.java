// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.cluster;

import com.google.protobuf.Duration;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.stream.Resource;
import dev.signet.wire.generated.appmesh.EgressFilter;
import dev.signet.wire.generated.appmesh.EgressFilterType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CustomClusterType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig;
import io.envoyproxy.envoy.extensions.common.dynamic_forward_proxy.v3.DnsCacheConfig;
import io.envoyproxy.envoy.extensions.filters.http.dynamic_forward_proxy.v3.FilterConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;

/** The way out for hosts that are no backend, by their own names and in plaintext. */
public final class AllowAll {
  /** Of the virtual host and of the cache of resolved hosts. */
  public static final String NAME = "mesh_allow_all";

  private AllowAll() {}

  /** Whether the mesh lets its proxies out. */
  public static boolean isAllowed(MeshView mesh) {
    EgressFilter filter = mesh.spec().egressFilter();
    return filter != null && filter.type() == EgressFilterType.ALLOW_ALL;
  }

  /** The cluster that resolves the host of each request. */
  public static Cluster cluster(MeshView mesh) {
    ClusterConfig config = ClusterConfig.newBuilder().setDnsCacheConfig(cache(mesh)).build();
    return Cluster.newBuilder()
        .setName(name(mesh))
        .setConnectTimeout(Duration.newBuilder().setSeconds(1))
        .setLbPolicy(LbPolicy.CLUSTER_PROVIDED)
        .setCircuitBreakers(CircuitBreakers.open())
        .setClusterType(
            CustomClusterType.newBuilder()
                .setName("envoy.clusters.dynamic_forward_proxy")
                .setTypedConfig(Resource.pack(config)))
        .build();
  }

  /** Resolves the host of a request before it is routed. */
  public static HttpFilter filter(MeshView mesh) {
    return HttpFilter.newBuilder()
        .setName("envoy.filters.http.dynamic_forward_proxy")
        .setTypedConfig(
            Resource.pack(FilterConfig.newBuilder().setDnsCacheConfig(cache(mesh)).build()))
        .build();
  }

  private static DnsCacheConfig cache(MeshView mesh) {
    return DnsCacheConfig.newBuilder()
        .setName(NAME)
        .setDnsLookupFamily(LookupFamilies.outside(mesh))
        .build();
  }

  /** The cluster's name. */
  public static String name(MeshView mesh) {
    return "cds_egress_" + mesh.name() + "_mesh-allow-all";
  }
}
