// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.cluster;

import com.google.common.net.InetAddresses;
import dev.signet.kernel.Sha256;
import dev.signet.mesh.resource.ClientPolicy;
import dev.signet.mesh.resource.MeshListener;
import dev.signet.mesh.resource.SignetTags;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.envoy.Anchors;
import dev.signet.proxy.envoy.draft.Draft;
import dev.signet.proxy.envoy.draft.ResourceNames;
import dev.signet.proxy.envoy.draft.Self;
import dev.signet.proxy.envoy.secret.SecretNames;
import dev.signet.proxy.envoy.secret.TlsContexts;
import dev.signet.proxy.envoy.secret.TrustedAuthorities;
import dev.signet.proxy.stream.SecretName;
import dev.signet.wire.generated.appmesh.ServiceDiscovery;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import java.util.List;
import java.util.Optional;

/** The cluster that leads to a virtual node, secured as the caller's policy demands. */
public final class Upstreams {
  /** Envoy refuses longer ones; no name in DNS is. */
  private static final int LONGEST_SNI = 255;

  private Upstreams() {}

  /** What the caller's TLS comes to. */
  private sealed interface Decision {
    /** No TLS. */
    record Plain() implements Decision {}

    /** TLS. */
    record Secured(TransportSocket socket) implements Decision {}

    /** The demands cannot be met now. */
    record Impossible() implements Decision {}
  }

  /** The name of the cluster, which is added; empty when there can be none. */
  public static Optional<String> cluster(
      Self self, String node, MeshListener listener, Optional<ClientPolicy> policy, Draft draft) {
    MeshView.Node target = self.mesh().node(node).orElse(null);
    ServiceDiscovery discovery = target == null ? null : target.spec().discovery().orElse(null);
    if (target == null || discovery == null) {
      draft.find("no-discovery", "virtual node " + node + ": expected one with service discovery");
      return Optional.empty();
    }
    String name =
        "cds_egress_" + self.mesh().name() + "_" + node + "_" + ResourceNames.suffix(listener);
    Cluster.Builder cluster =
        Clusters.remote(
            name,
            self.mesh(),
            discovery,
            listener,
            SignetTags.requestsPerConnection(target.tags()));
    Optional<ClientPolicy> applicable = policy.filter(found -> found.appliesTo(listener.port()));
    switch (decide(self, name, discovery, listener, applicable, draft)) {
      case Decision.Plain _ -> {}
      case Decision.Secured(TransportSocket socket) -> cluster.setTransportSocket(socket);
      case Decision.Impossible _ -> {
        draft.find("secret-missing", "cluster " + name + ": its TLS cannot be set up as demanded");
        return Optional.empty();
      }
    }
    if (draft.hasOther(cluster.build())) {
      // Another service leads to the same node under another policy.
      name += "_" + Sha256.name(stated(policy)).substring(0, 8);
      cluster.setAltStatName(cluster.getName()).setName(name);
    }
    draft.add(cluster.build());
    if (discovery instanceof ServiceDiscovery.AwsCloudMap) {
      MeshView.NodePort key = new MeshView.NodePort(node, listener.port());
      draft.add(Clusters.endpoints(name, self.mesh().endpoints(key)));
    }
    return Optional.of(name);
  }

  private static Decision decide(
      Self self,
      String name,
      ServiceDiscovery discovery,
      MeshListener listener,
      Optional<ClientPolicy> policy,
      Draft draft) {
    boolean serverTls = listener.activeTls().isPresent();
    if (!serverTls && policy.filter(ClientPolicy::enforce).isEmpty()) {
      return new Decision.Plain();
    }
    Optional<String> ownArn = self.clientCertificate();
    Optional<SecretName> own = ownArn.flatMap(arn -> SecretNames.certificate(self.mesh(), arn));
    policy
        .flatMap(ClientPolicy::authorities)
        .ifPresent(all -> TrustedAuthorities.judge(self.mesh(), all, "cluster " + name, draft));
    Optional<Anchors> trust =
        policy.isPresent()
            ? policy
                .flatMap(ClientPolicy::authorities)
                .flatMap(a -> SecretNames.authorities(self.mesh(), a))
            : listener
                .activeTls()
                .flatMap(tls -> tls.certificate().managed())
                .flatMap(arn -> SecretNames.rootOf(self.mesh(), arn));
    boolean ownMissing =
        ownArn.isPresent()
            ? own.isEmpty()
            : policy.flatMap(ClientPolicy::certificate).isPresent(); // file and SDS are not built
    if (trust.isEmpty() || ownMissing) {
      return new Decision.Impossible();
    }
    own.ifPresent(draft::add);
    draft.add(trust.get());
    return new Decision.Secured(
        TlsContexts.client(
            own,
            trust.map(Anchors::secret),
            names(self, discovery, policy),
            sni(discovery),
            listener.protocol().isTcp()
                ? List.of()
                : List.of(listener.protocol().isHttp2() ? "h2" : "http/1.1")));
  }

  private static List<String> names(
      Self self, ServiceDiscovery discovery, Optional<ClientPolicy> policy) {
    List<String> named = policy.map(found -> found.validation().names()).orElse(List.of());
    if (!named.isEmpty()) {
      return named;
    }
    boolean ignored =
        discovery instanceof ServiceDiscovery.AwsCloudMap
            && SignetTags.ignoresCloudMapNames(self.mesh().tags());
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

  /**
   * The text that a policy's own cluster is named by. Its form is stated here and stays: another
   * one, or one more member for policies that do not use it, would rename clusters in use.
   */
  private static String stated(Optional<ClientPolicy> policy) {
    return policy
        .map(found ->
            "Optional[Policy[enforce="
                + found.enforce()
                + ", ports="
                + found.ports()
                + ", authorities="
                + found.authorities().map(arns -> "Optional[" + arns + "]").orElse("Optional.empty")
                + ", names="
                + found.validation().names()
                + ", ownCertificate="
                + found.certificate().isPresent()
                + "]]")
        .orElse("Optional.empty");
  }
}
