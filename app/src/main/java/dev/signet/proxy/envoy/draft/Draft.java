// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.draft;

import dev.signet.proxy.envoy.Anchors;
import dev.signet.proxy.envoy.Finding;
import dev.signet.proxy.stream.Resource;
import dev.signet.proxy.stream.ResourceSet;
import dev.signet.proxy.stream.SecretName;
import dev.signet.proxy.stream.Snapshot;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers what one proxy is told; used by one translation, on one thread. */
public final class Draft {
  private final SortedMap<String, Resource> listeners = new TreeMap<>();
  private final SortedMap<String, Resource> routes = new TreeMap<>();
  private final SortedMap<String, Resource> clusters = new TreeMap<>();
  private final SortedMap<String, Resource> endpoints = new TreeMap<>();
  private final SortedMap<String, SecretName> secrets = new TreeMap<>();
  private final SortedMap<String, Anchors> anchors = new TreeMap<>();
  private final Set<Finding> findings = new LinkedHashSet<>();

  /** Adds a listener. */
  public void add(Listener listener) {
    listeners.put(listener.getName(), Resource.of(listener.getName(), listener));
  }

  /** Adds a route configuration. */
  public void add(RouteConfiguration configuration) {
    routes.put(configuration.getName(), Resource.of(configuration.getName(), configuration));
  }

  /** Adds a cluster. */
  public void add(Cluster cluster) {
    clusters.put(cluster.getName(), Resource.of(cluster.getName(), cluster));
  }

  /** Whether a cluster of this name was added that is not this one. */
  public boolean hasOther(Cluster cluster) {
    Resource known = clusters.get(cluster.getName());
    return known != null && !known.equals(Resource.of(cluster.getName(), cluster));
  }

  /** Adds the endpoints of a cluster. */
  public void add(ClusterLoadAssignment assignment) {
    String cluster = assignment.getClusterName();
    endpoints.put(cluster, Resource.of(cluster, assignment));
  }

  /** Adds a certificate. */
  public void add(SecretName secret) {
    secrets.put(secret.name(), secret);
  }

  /** Adds trust. */
  public void add(Anchors trust) {
    add(trust.secret());
    anchors.put(trust.secret().name(), trust);
  }

  /** Adds something that is not translated as written. */
  public void find(String code, String message) {
    findings.add(new Finding(code, message));
  }

  /** All resources, and the names of the secrets. */
  public Snapshot snapshot() {
    return Snapshot.of(
        ResourceSet.of(clusters.values()),
        ResourceSet.of(endpoints.values()),
        secrets.values(),
        ResourceSet.of(listeners.values()),
        ResourceSet.of(routes.values()));
  }

  /** The trust among the secrets, by name. */
  public Map<String, Anchors> anchors() {
    return Map.copyOf(anchors);
  }

  /** What was found, in no order. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }
}
