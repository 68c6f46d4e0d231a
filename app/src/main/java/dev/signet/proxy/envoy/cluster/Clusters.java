// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.cluster;

import com.google.common.net.InetAddresses;
import com.google.protobuf.Duration;
import com.google.protobuf.UInt32Value;
import dev.signet.mesh.resource.MeshListener;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.envoy.draft.ConfigSources;
import dev.signet.proxy.envoy.draft.SocketAddresses;
import dev.signet.proxy.stream.IpPort;
import dev.signet.proxy.stream.Resource;
import dev.signet.wire.generated.appmesh.DnsResponseType;
import dev.signet.wire.generated.appmesh.ServiceDiscovery;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** Clusters and what they resolve to. */
public final class Clusters {
  private static final String HTTP = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  private Clusters() {}

  /** A cluster of one address on this host. */
  public static Cluster local(String name, IpPort place, MeshListener listener) {
    return cluster(name, listener, OptionalInt.empty())
        .setCircuitBreakers(CircuitBreakers.of(listener.pool()))
        .setConnectTimeout(Duration.newBuilder().setNanos(250_000_000))
        .setType(DiscoveryType.STATIC)
        .setLoadAssignment(assignment(name, List.of(SocketAddresses.of(place))))
        .build();
  }

  /** A cluster of a virtual node, as it is discovered. */
  static Cluster.Builder remote(
      String name,
      MeshView mesh,
      ServiceDiscovery discovery,
      MeshListener target,
      OptionalInt requests) {
    Cluster.Builder cluster =
        cluster(name, target, requests)
            .setConnectTimeout(Duration.newBuilder().setSeconds(1))
            .setCircuitBreakers(CircuitBreakers.open())
            .setIgnoreHealthOnHostRemoval(true);
    target
        .healthCheck()
        .ifPresent(policy ->
            cluster.addHealthChecks(
                HealthChecks.of(policy, checkedHost(discovery, target.port()), target.port())));
    target
        .outlierDetection()
        .flatMap(OutlierDetections::of)
        .ifPresent(cluster::setOutlierDetection);
    return switch (discovery) {
      case ServiceDiscovery.AwsCloudMap _ ->
          cluster
              .setType(DiscoveryType.EDS)
              .setEdsClusterConfig(EdsClusterConfig.newBuilder().setEdsConfig(ConfigSources.ads()));
      case ServiceDiscovery.Dns dns -> {
        String host = dns.value().hostname();
        Address address = SocketAddresses.of(host, target.port());
        yield cluster
            .setDnsLookupFamily(LookupFamilies.of(mesh, dns.value().ipPreference()))
            .setType(
                InetAddresses.isInetAddress(host)
                    ? DiscoveryType.STATIC
                    : dns.value().responseType() == DnsResponseType.ENDPOINTS
                        ? DiscoveryType.STRICT_DNS
                        : DiscoveryType.LOGICAL_DNS)
            .setLoadAssignment(assignment(name, List.of(address)));
      }
    };
  }

  private static String checkedHost(ServiceDiscovery discovery, int port) {
    return switch (discovery) {
      case ServiceDiscovery.AwsCloudMap _ -> Upstreams.discoveryName(discovery) + ":" + port;
      case ServiceDiscovery.Dns _ -> Upstreams.discoveryName(discovery);
    };
  }

  /** The registered addresses of a node; none is an answer too. */
  static ClusterLoadAssignment endpoints(String cluster, List<MeshView.Endpoint> registered) {
    return assignment(
        cluster,
        registered.stream()
            .distinct()
            .map(endpoint -> SocketAddresses.of(endpoint.address(), endpoint.port()))
            .sorted(Comparator.comparing(Address::toString))
            .toList());
  }

  private static Cluster.Builder cluster(String name, MeshListener listener, OptionalInt requests) {
    Cluster.Builder cluster = Cluster.newBuilder().setName(name);
    if (listener.protocol().isTcp()) {
      return cluster;
    }
    ExplicitHttpConfig.Builder http = ExplicitHttpConfig.newBuilder();
    if (listener.protocol().isHttp2()) {
      http.setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
    } else {
      http.setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance());
    }
    HttpProtocolOptions.Builder options =
        HttpProtocolOptions.newBuilder().setExplicitHttpConfig(http);
    requests.ifPresent(most ->
        options
            .getCommonHttpProtocolOptionsBuilder()
            .setMaxRequestsPerConnection(UInt32Value.of(most)));
    return cluster.putTypedExtensionProtocolOptions(HTTP, Resource.pack(options.build()));
  }

  private static ClusterLoadAssignment assignment(String name, List<Address> addresses) {
    LocalityLbEndpoints.Builder hosts = LocalityLbEndpoints.newBuilder();
    addresses.forEach(address ->
        hosts.addLbEndpoints(
            LbEndpoint.newBuilder().setEndpoint(Endpoint.newBuilder().setAddress(address))));
    ClusterLoadAssignment.Builder all = ClusterLoadAssignment.newBuilder().setClusterName(name);
    return addresses.isEmpty() ? all.build() : all.addEndpoints(hosts).build();
  }
}
