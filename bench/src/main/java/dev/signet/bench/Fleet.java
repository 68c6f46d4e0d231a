// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A mesh of many virtual nodes, each with a virtual service, three backends and TLS in both
 * directions; a hundred nodes share one certificate.
 */
final class Fleet {
  /** Nodes that one certificate serves. */
  static final int SHARING = 100;

  private static final String MESH = "push";
  private static final int BACKENDS = 3;
  private static final int PORT = 9080;

  private final Api api;
  private final String authority;
  private final int size;
  private final List<ManagedCertificate> certificates = new ArrayList<>();
  private final List<String> arns = new ArrayList<>();
  private final Map<Integer, Integer> versions = new HashMap<>();
  private int version;

  private Fleet(Api api, String authority, int size) {
    this.api = api;
    this.authority = authority;
    this.size = size;
  }

  /** Makes the CA, the certificates and the mesh by the usual calls. */
  static Fleet create(Api api, int size) {
    Authority authority = Authority.create(api, Algorithm.P256);
    Fleet fleet = new Fleet(api, authority.arn(), size);
    for (int i = 0; i < size; i += SHARING) {
      fleet.certificates.add(ManagedCertificate.request(authority, "group-" + i + ".local"));
    }
    api.mesh("PUT", "/meshes", Map.of("meshName", MESH));
    for (int i = 0; i < size; i++) {
      fleet.arns.add(fleet.createNode(i));
    }
    for (int i = 0; i < size; i++) {
      fleet.createService(i);
    }
    return fleet;
  }

  int size() {
    return size;
  }

  String arn(int node) {
    return arns.get(node);
  }

  /** The certificate of the group that the number counts. */
  ManagedCertificate certificate(int group) {
    return certificates.get(group % certificates.size());
  }

  /** The nodes that a group's certificate serves. */
  List<Integer> members(int group) {
    int first = group % certificates.size() * SHARING;
    return IntStream.range(first, Math.min(first + SHARING, size)).boxed().toList();
  }

  /** The connections that its own proxy was last told to allow at most. */
  int maxConnections(int node) {
    return maxConnectionsOf(versions.getOrDefault(node, 0));
  }

  private static int maxConnectionsOf(int round) {
    return 1 + round;
  }

  /** Gives a node another health check and connection limit: what it and its callers are told. */
  void change(int node) {
    api.mesh("PUT", path(node), changed(node));
  }

  /** The same as a ready request. */
  byte[] readyToChange(int node) {
    return api.readyMesh("PUT", path(node), changed(node));
  }

  /** The nodes whose proxies are told of a node's change: its own and those that call it. */
  List<Integer> affected(int node) {
    return IntStream.rangeClosed(0, BACKENDS)
        .mapToObj(back -> Math.floorMod(node - back, size))
        .distinct()
        .toList();
  }

  private Map<String, ?> changed(int node) {
    version++;
    versions.put(node, version);
    return Map.of("spec", spec(node, version));
  }

  private static String path(int node) {
    return "/meshes/" + MESH + "/virtualNodes/node-" + node;
  }

  private String createNode(int node) {
    String certificate = certificate(node / SHARING).arn();
    return api.mesh(
            "PUT",
            "/meshes/" + MESH + "/virtualNodes",
            Map.of(
                "virtualNodeName",
                "node-" + node,
                "spec",
                spec(node, 0),
                "tags",
                List.of(
                    Map.of("key", "signet:client-ca", "value", authority),
                    Map.of("key", "signet:client-cert", "value", certificate))))
        .at("/metadata/arn")
        .asText();
  }

  private void createService(int node) {
    api.mesh(
        "PUT",
        "/meshes/" + MESH + "/virtualServices",
        Map.of(
            "virtualServiceName",
            service(node),
            "spec",
            Map.of("provider", Map.of("virtualNode", Map.of("virtualNodeName", "node-" + node)))));
  }

  private static String service(int node) {
    return "node-" + node + ".local";
  }

  private Map<String, ?> spec(int node, int round) {
    return Map.of(
        "listeners",
        List.of(listener(certificate(node / SHARING).arn(), round)),
        "serviceDiscovery",
        Map.of("awsCloudMap", Map.of("namespaceName", "local", "serviceName", "node-" + node)),
        "backends",
        IntStream.rangeClosed(1, BACKENDS)
            .map(on -> (node + on) % size)
            .filter(backend -> backend != node)
            .distinct()
            .mapToObj(Fleet::service)
            .map(name -> Map.of("virtualService", Map.of("virtualServiceName", name)))
            .toList());
  }

  private static Map<String, ?> listener(String certificate, int round) {
    Map<String, ?> tls =
        Map.of(
            "mode", "STRICT", "certificate", Map.of("acm", Map.of("certificateArn", certificate)));
    Map<String, ?> health =
        Map.of(
            "protocol",
            "http",
            "path",
            "/ping",
            "healthyThreshold",
            2,
            "unhealthyThreshold",
            3,
            "timeoutMillis",
            2000,
            "intervalMillis",
            5000 + round % 100_000);
    return Map.of(
        "portMapping",
        Map.of("port", PORT, "protocol", "http"),
        "tls",
        tls,
        "healthCheck",
        health,
        "connectionPool",
        Map.of("http", Map.of("maxConnections", maxConnectionsOf(round))));
  }
}
