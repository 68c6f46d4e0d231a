// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.google.common.net.InetAddresses;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.stream.SecretName;
import dev.signet.wire.generated.appmesh.ServiceDiscovery;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The cluster that leads to a virtual node, secured as the caller's policy demands. */
final class Targets {
  static final String REQUESTS = "signet:requests-per-connection";

  /** Envoy refuses longer ones; no name in DNS is. */
  private static final int LONGEST_SNI = 255;

  private Targets() {}

  /** What the caller's TLS comes to. */
  private sealed interface Decision {
    /** No TLS. */
    record Plain() implements Decision {}

    /** TLS. */
    record Secured(TransportSocket socket) implements Decision {}

    /** The demands cannot be met now. */
    record Impossible() implements Decision {}
  }

  /** The name of the cluster, told; empty when there can be none. */
  static Optional<String> cluster(
      Self self, String node, Ingress listener, Optional<Policy> policy, Told told) {
    MeshView.Node target = self.mesh().nodes().get(node);
    ServiceDiscovery discovery = target == null ? null : target.spec().serviceDiscovery();
    if (target == null || discovery == null) {
      told.find("no-discovery", "virtual node " + node + ": expected one with service discovery");
      return Optional.empty();
    }
    String name = "cds_egress_" + self.mesh().name() + "_" + node + "_" + listener.suffix();
    Cluster.Builder cluster =
        Clusters.remote(name, self.mesh(), discovery, listener, requests(target));
    Optional<Policy> applicable = policy.filter(found -> found.appliesTo(listener.port()));
    switch (decide(self, discovery, listener, applicable, told)) {
      case Decision.Plain _ -> {}
      case Decision.Secured(TransportSocket socket) -> cluster.setTransportSocket(socket);
      case Decision.Impossible _ -> {
        told.find("secret-missing", "cluster " + name + ": its TLS cannot be set up as demanded");
        return Optional.empty();
      }
    }
    if (told.tellsOther(cluster.build())) {
      // Another service leads to the same node under another policy.
      name += "_" + Trust.hash(policy.toString()).substring(0, 8);
      cluster.setAltStatName(cluster.getName()).setName(name);
    }
    told.tell(cluster.build());
    if (discovery instanceof ServiceDiscovery.AwsCloudMap) {
      MeshView.NodePort key = new MeshView.NodePort(node, listener.port());
      told.tell(Clusters.endpoints(name, self.mesh().endpoints().getOrDefault(key, List.of())));
    }
    return Optional.of(name);
  }

  private static Decision decide(
      Self self, ServiceDiscovery discovery, Ingress listener, Optional<Policy> policy, Told told) {
    boolean serverTls = listener.tls().isPresent();
    if (!serverTls && policy.filter(Policy::enforce).isEmpty()) {
      return new Decision.Plain();
    }
    Optional<String> ownArn = self.clientCertificate();
    Optional<SecretName> own = ownArn.flatMap(arn -> Trust.certificate(self.mesh(), arn));
    Optional<Anchors> trust =
        policy.isPresent()
            ? policy.flatMap(Policy::authorities).flatMap(a -> Trust.authorities(self.mesh(), a))
            : listener
                .tls()
                .flatMap(Ingress.ServerTls::certificateArn)
                .flatMap(arn -> Trust.rootOf(self.mesh(), arn));
    boolean ownMissing =
        ownArn.isPresent()
            ? own.isEmpty()
            : policy.filter(Policy::ownCertificate).isPresent(); // file and SDS are not built
    if (trust.isEmpty() || ownMissing) {
      return new Decision.Impossible();
    }
    own.ifPresent(told::tell);
    told.tell(trust.get());
    return new Decision.Secured(
        Tls.client(
            own,
            trust.map(Anchors::secret),
            names(self, discovery, policy),
            sni(discovery),
            listener.isTcp() ? List.of() : List.of(listener.isHttp2() ? "h2" : "http/1.1")));
  }

  private static List<String> names(
      Self self, ServiceDiscovery discovery, Optional<Policy> policy) {
    List<String> named = policy.map(Policy::names).orElse(List.of());
    if (!named.isEmpty()) {
      return named;
    }
    boolean ignored =
        discovery instanceof ServiceDiscovery.AwsCloudMap
            && "ignore".equals(self.mesh().tags().values().get("signet:cloudmap-names"));
    return ignored ? List.of() : List.of(discoveryName(discovery));
  }

  private static String sni(ServiceDiscovery discovery) {
    String name = discoveryName(discovery);
    return InetAddresses.isInetAddress(name) || name.length() > LONGEST_SNI ? "" : name;
  }

  static String discoveryName(ServiceDiscovery discovery) {
    return switch (discovery) {
      case ServiceDiscovery.AwsCloudMap map ->
          map.value().serviceName() + "." + map.value().namespaceName();
      case ServiceDiscovery.Dns dns -> dns.value().hostname();
    };
  }

  private static OptionalInt requests(MeshView.Node target) {
    Map<String, String> tags = target.tags().values();
    String most = tags.get(REQUESTS);
    return most == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(most));
  }
}
