// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.mesh.view.MeshView.Endpoint;
import dev.signet.mesh.view.MeshView.NodePort;
import dev.signet.store.Tx;
import dev.signet.wire.generated.appmesh.AwsCloudMapInstanceAttribute;
import dev.signet.wire.generated.appmesh.AwsCloudMapServiceDiscovery;
import dev.signet.wire.generated.appmesh.ServiceDiscovery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the discovery of each node finds: the proxies of every node that registers under the same
 * service with all the attributes asked for, its own among them.
 *
 * @param proxies the registered proxies of each node, by the node's ARN
 * @param found by node and port, for nodes that are discovered by registration
 */
record Discovery(
    Map<String, List<EndpointTables.Row>> proxies, Map<NodePort, List<Endpoint>> found) {
  private static final Discovery NOTHING = new Discovery(Map.of(), Map.of());

  /** A service of a Cloud Map namespace. */
  private record Service(String namespace, String name) {}

  /** A node that registers. */
  private record Registering(
      String name,
      String arn,
      Set<Integer> ports,
      Service service,
      Map<String, String> attributes) {
    boolean isFoundBy(Registering asking) {
      return service.equals(asking.service)
          && attributes.entrySet().containsAll(asking.attributes.entrySet());
    }
  }

  /** Reads all of a mesh. */
  static Discovery read(Tx tx, Collection<MeshResource> resources) {
    Set<String> all = new HashSet<>();
    resources.forEach(each -> all.add(each.arn()));
    return NOTHING.after(tx, List.of(), resources, all);
  }

  /**
   * What is found after some nodes or their proxies changed.
   *
   * @param touched ARNs of what changed; others are neither read nor compared
   */
  Discovery after(
      Tx tx, Collection<MeshResource> before, Collection<MeshResource> now, Set<String> touched) {
    Map<String, List<EndpointTables.Row>> rows = new HashMap<>(proxies);
    Set<Service> concerned = new HashSet<>();
    for (Registering old : registering(before)) {
      if (touched.contains(old.arn())) {
        rows.remove(old.arn());
        concerned.add(old.service());
      }
    }
    Map<Service, List<Registering>> groups = new HashMap<>();
    for (Registering node : registering(now)) {
      groups.computeIfAbsent(node.service(), _ -> new ArrayList<>()).add(node);
      if (touched.contains(node.arn())) {
        rows.put(node.arn(), EndpointTables.of(tx, node.arn()));
        concerned.add(node.service());
      }
    }
    if (concerned.isEmpty()) {
      return this;
    }
    Map<NodePort, List<Endpoint>> next = new HashMap<>(found);
    registering(before).stream()
        .filter(old -> concerned.contains(old.service()))
        .forEach(old -> old.ports().forEach(port -> next.remove(new NodePort(old.name(), port))));
    for (Service service : concerned) {
      List<Registering> group = groups.getOrDefault(service, List.of());
      group.forEach(node ->
          node.ports()
              .forEach(port ->
                  next.put(new NodePort(node.name(), port), places(node, port, group, rows))));
    }
    return new Discovery(rows, next);
  }

  private static List<Endpoint> places(
      Registering node,
      int port,
      List<Registering> group,
      Map<String, List<EndpointTables.Row>> rows) {
    return group.stream()
        .filter(other -> other.isFoundBy(node) && other.ports().contains(port))
        .flatMap(other -> rows.getOrDefault(other.arn(), List.of()).stream())
        .map(row -> row.place().of(port))
        .toList();
  }

  /** By name, so that what is found has an order. */
  private static Collection<Registering> registering(Collection<MeshResource> resources) {
    Map<String, Registering> nodes = new TreeMap<>();
    for (MeshResource each : resources) {
      if (each.spec() instanceof Spec.Node(var spec)
          && spec.serviceDiscovery() instanceof ServiceDiscovery.AwsCloudMap(var map)) {
        Set<Integer> ports = new HashSet<>();
        each.spec().ports().forEach(listener -> ports.add(listener.port()));
        nodes.put(
            each.name().name(),
            new Registering(
                each.name().name(),
                each.arn(),
                ports,
                new Service(map.namespaceName(), map.serviceName()),
                attributes(map)));
      }
    }
    return nodes.values();
  }

  private static Map<String, String> attributes(AwsCloudMapServiceDiscovery discovery) {
    Map<String, String> attributes = new HashMap<>();
    for (AwsCloudMapInstanceAttribute each : Spec.present(discovery.attributes())) {
      attributes.put(each.key(), each.value());
    }
    return attributes;
  }
}
