// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import dev.signet.testkit.calls.HttpCalls;
import dev.signet.testkit.calls.MeshCalls;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.UpdateVirtualNodeInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

  private final HttpCalls calls;
  private final String authority;
  private final int size;
  private final List<BenchCertificate> certificates = new ArrayList<>();
  private final List<String> arns = new ArrayList<>();
  private final Map<Integer, Integer> versions = new HashMap<>();
  private int version;

  private Fleet(HttpCalls calls, String authority, int size) {
    this.calls = calls;
    this.authority = authority;
    this.size = size;
  }

  /** Makes the CA, the certificates and the mesh by the usual calls. */
  static Fleet create(Server server, int size) {
    BenchAuthority authority = BenchAuthority.create(server, Algorithm.P256);
    Fleet fleet = new Fleet(authority.calls(), authority.arn(), size);
    for (int i = 0; i < size; i += SHARING) {
      fleet.certificates.add(BenchCertificate.request(authority, "group-" + i + ".local"));
    }
    fleet.calls.mesh().mesh(MESH);
    for (int i = 0; i < size; i++) {
      fleet.arns.add(fleet.createNode(i));
    }
    for (int i = 0; i < size; i++) {
      fleet.calls.mesh().service(MESH, service(i), node(i));
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
  BenchCertificate certificate(int group) {
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
    calls.call(AppMesh.UPDATE_VIRTUAL_NODE, changed(node));
  }

  /** The same as a ready request. */
  byte[] readyToChange(int node) {
    return HttpMessage.request(calls.prepare(AppMesh.UPDATE_VIRTUAL_NODE, changed(node)));
  }

  /** The nodes whose proxies are told of a node's change: its own and those that call it. */
  List<Integer> affected(int node) {
    return IntStream.rangeClosed(0, BACKENDS)
        .mapToObj(back -> Math.floorMod(node - back, size))
        .distinct()
        .toList();
  }

  private UpdateVirtualNodeInput changed(int node) {
    version++;
    versions.put(node, version);
    return MeshCalls.updating(MESH, node(node), spec(node, version));
  }

  private String createNode(int node) {
    Map<String, String> tags =
        Map.of(
            "signet:client-ca", authority, "signet:client-cert", certificate(node / SHARING).arn());
    return calls.mesh().node(MESH, node(node), spec(node, 0), tags);
  }

  private static String node(int node) {
    return "node-" + node;
  }

  private static String service(int node) {
    return node(node) + ".local";
  }

  private String spec(int node, int round) {
    String backends =
        IntStream.rangeClosed(1, BACKENDS)
            .map(on -> (node + on) % size)
            .filter(backend -> backend != node)
            .distinct()
            .mapToObj(Fleet::service)
            .map("{'virtualService': {'virtualServiceName': '%s'}}"::formatted)
            .collect(Collectors.joining(", "));
    return """
    {'listeners': [{
       'portMapping': {'port': %d, 'protocol': 'http'},
       'tls': {'mode': 'STRICT', 'certificate': {'acm': {'certificateArn': '%s'}}},
       'healthCheck': {
         'protocol': 'http', 'path': '/ping', 'healthyThreshold': 2, 'unhealthyThreshold': 3,
         'timeoutMillis': 2000, 'intervalMillis': %d},
       'connectionPool': {'http': {'maxConnections': %d}}}],
     'serviceDiscovery': {'awsCloudMap': {'namespaceName': 'local', 'serviceName': '%s'}},
     'backends': [%s]}
    """
        .formatted(
            PORT,
            certificate(node / SHARING).arn(),
            5000 + round % 100_000,
            maxConnectionsOf(round),
            node(node),
            backends);
  }
}
