// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers what one proxy is told; used by one translation, on one thread. */
final class Told {
  private final SortedMap<String, Resource> listeners = new TreeMap<>();
  private final SortedMap<String, Resource> routes = new TreeMap<>();
  private final SortedMap<String, Resource> clusters = new TreeMap<>();
  private final SortedMap<String, Resource> endpoints = new TreeMap<>();
  private final SortedMap<String, SecretName> secrets = new TreeMap<>();
  private final SortedMap<String, Anchors> anchors = new TreeMap<>();
  private final Set<Finding> findings = new LinkedHashSet<>();

  void tell(Listener listener) {
    listeners.put(listener.getName(), Resource.of(listener.getName(), listener));
  }

  void tell(RouteConfiguration configuration) {
    routes.put(configuration.getName(), Resource.of(configuration.getName(), configuration));
  }

  void tell(Cluster cluster) {
    clusters.put(cluster.getName(), Resource.of(cluster.getName(), cluster));
  }

  /** Whether a cluster of this name is told that is not this one. */
  boolean tellsOther(Cluster cluster) {
    Resource known = clusters.get(cluster.getName());
    return known != null && !known.equals(Resource.of(cluster.getName(), cluster));
  }

  void tell(ClusterLoadAssignment assignment) {
    String cluster = assignment.getClusterName();
    endpoints.put(cluster, Resource.of(cluster, assignment));
  }

  void tell(SecretName secret) {
    secrets.put(secret.name(), secret);
  }

  void tell(Anchors trust) {
    tell(trust.secret());
    anchors.put(trust.secret().name(), trust);
  }

  void find(String code, String message) {
    findings.add(new Finding(code, message));
  }

  Translation translation() {
    return new Translation(
        Snapshot.of(
            ResourceSet.of(clusters.values()),
            ResourceSet.of(endpoints.values()),
            secrets.values(),
            ResourceSet.of(listeners.values()),
            ResourceSet.of(routes.values())),
        anchors,
        List.copyOf(findings));
  }
}
