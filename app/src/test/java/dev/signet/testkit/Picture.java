// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import dev.signet.proxy.stream.RenderedSecret;
import dev.signet.proxy.stream.Resource;
import dev.signet.proxy.stream.ResourceSet;
import dev.signet.proxy.stream.SecretFacts;
import dev.signet.proxy.stream.SecretName;
import dev.signet.proxy.stream.SecretSource;
import dev.signet.proxy.stream.Snapshot;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a scripted proxy should hold, told in short: a name and a number that stands for its
 * content. It is also where the secrets come from.
 */
public final class Picture implements SecretSource {
  private final Map<String, Resource> clusters = new LinkedHashMap<>();
  private final Map<String, Resource> endpoints = new LinkedHashMap<>();
  private final Map<String, SecretName> secrets = new LinkedHashMap<>();
  private final Map<String, Resource> listeners = new LinkedHashMap<>();
  private final Map<String, Resource> routes = new LinkedHashMap<>();
  private final Set<String> unrenderable = new HashSet<>();
  private final Set<String> foreign = new HashSet<>();

  public Picture cluster(String name, int content) {
    return put(
        clusters,
        name,
        Cluster.newBuilder()
            .setName(name)
            .setConnectTimeout(Duration.newBuilder().setSeconds(content))
            .build());
  }

  /** A cluster whose endpoints come by discovery under the same name. */
  public Picture edsCluster(String name, int content) {
    return put(
        clusters,
        name,
        Cluster.newBuilder()
            .setName(name)
            .setType(DiscoveryType.EDS)
            .setConnectTimeout(Duration.newBuilder().setSeconds(content))
            .build());
  }

  public Picture endpoints(String name, int content) {
    return put(
        endpoints,
        name,
        ClusterLoadAssignment.newBuilder()
            .setClusterName(name)
            .putNamedEndpoints("n" + content, endpoint())
            .build());
  }

  public Picture secret(String name, int content) {
    secrets.put(name, new SecretName(name, "v" + content));
    return this;
  }

  public Picture listener(String name, int content) {
    return put(
        listeners, name, Listener.newBuilder().setName(name).setStatPrefix("s" + content).build());
  }

  public Picture routes(String name, int content) {
    return put(
        routes,
        name,
        RouteConfiguration.newBuilder()
            .setName(name)
            .addInternalOnlyHeaders("h" + content)
            .build());
  }

  public Picture without(String... names) {
    for (String name : names) {
      clusters.remove(name);
      endpoints.remove(name);
      secrets.remove(name);
      listeners.remove(name);
      routes.remove(name);
    }
    return this;
  }

  /** The material of a secret is missing until it is found. */
  public Picture lose(String secret) {
    unrenderable.add(secret);
    return this;
  }

  public Picture find(String secret) {
    unrenderable.remove(secret);
    return this;
  }

  /** The secret is another resource's. */
  public Picture foreign(String secret) {
    foreign.add(secret);
    return this;
  }

  public Snapshot snapshot() {
    return Snapshot.of(
        ResourceSet.of(clusters.values()),
        ResourceSet.of(endpoints.values()),
        secrets.values(),
        ResourceSet.of(listeners.values()),
        ResourceSet.of(routes.values()));
  }

  @Override
  public Optional<RenderedSecret> render(SecretName secret) {
    if (unrenderable.contains(secret.name())) {
      return Optional.empty();
    }
    Any body = Resource.pack(Secret.newBuilder().setName(secret.name()).build());
    return facts(secret).map(facts -> new RenderedSecret(body, facts));
  }

  @Override
  public Optional<SecretFacts> facts(SecretName secret) {
    return unrenderable.contains(secret.name())
        ? Optional.empty()
        : Optional.of(
            new SecretFacts(
                List.of("CN=" + secret.name()),
                Optional.of("0f" + secret.version()),
                Optional.of(Instant.parse("2027-01-01T00:00:00Z"))));
  }

  @Override
  public boolean belongsToAnother(String name) {
    return foreign.contains(name);
  }

  private Picture put(Map<String, Resource> set, String name, Message content) {
    set.put(name, Resource.of(name, content));
    return this;
  }

  private static io.envoyproxy.envoy.config.endpoint.v3.Endpoint endpoint() {
    return io.envoyproxy.envoy.config.endpoint.v3.Endpoint.getDefaultInstance();
  }
}
