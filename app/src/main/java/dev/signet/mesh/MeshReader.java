// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.mesh.resource.MeshListener;
import dev.signet.mesh.view.MeshView;
import dev.signet.mesh.view.MeshView.Endpoint;
import dev.signet.mesh.view.MeshView.NodePort;
import dev.signet.store.Tx;
import dev.signet.wire.generated.appmesh.AwsCloudMapInstanceAttribute;
import dev.signet.wire.generated.appmesh.AwsCloudMapServiceDiscovery;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.ServiceDiscovery;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads a mesh with all that its translation needs, in one transaction. */
final class MeshReader {
  private final CertificateDirectory directory;

  MeshReader(CertificateDirectory directory) {
    this.directory = directory;
  }

  /**
   * What was found.
   *
   * @param named ARNs of the certificates and CAs that the mesh names, whether they exist or not
   */
  record Reading(Optional<MeshView> view, Set<String> named) {
    boolean names(String arn) {
      return named.contains(arn);
    }
  }

  Reading read(Tx tx, MeshKey key) {
    List<MeshResource> resources = MeshResources.ofMesh(tx, key.home(), key.mesh());
    Optional<MeshResource> mesh =
        resources.stream().filter(each -> each.name().kind() == ResourceKind.MESH).findFirst();
    Set<String> certificates = new TreeSet<>();
    Set<String> authorities = new TreeSet<>();
    for (MeshResource resource : resources) {
      certificates.addAll(MeshCertificates.certificates(resource));
      authorities.addAll(MeshCertificates.authorities(resource));
    }
    Set<String> named = new HashSet<>(certificates);
    named.addAll(authorities);
    return new Reading(
        mesh.map(found -> view(tx, found, resources, certificates, authorities)), named);
  }

  private MeshView view(
      Tx tx,
      MeshResource mesh,
      List<MeshResource> resources,
      Set<String> certificates,
      Set<String> authorities) {
    SortedMap<String, MeshView.Node> nodes = new TreeMap<>();
    SortedMap<String, VirtualServiceSpec> services = new TreeMap<>();
    Map<String, SortedMap<String, GatewayRouteSpec>> routes = new HashMap<>();
    List<MeshResource> gateways = new ArrayList<>();
    for (MeshResource each : resources) {
      String name = each.name().name();
      switch (each.spec()) {
        case Spec.Node(var spec) ->
            nodes.put(name, new MeshView.Node(each.arn(), spec, each.tags()));
        case Spec.Service(var spec) -> services.put(name, spec);
        case Spec.Gateway _ -> gateways.add(each);
        case Spec.GatewayRoute(var spec) ->
            routes.computeIfAbsent(each.name().parent(), _ -> new TreeMap<>()).put(name, spec);
        case Spec.Mesh _, Spec.Router _, Spec.Route _ -> {}
      }
    }
    Map<String, MeshView.CertificateFacts> facts = new LinkedHashMap<>();
    certificates.forEach(
        arn -> directory.deliverable(tx, arn).ifPresent(found -> facts.put(arn, found)));
    Map<String, MeshView.AuthorityFacts> anchors = new LinkedHashMap<>();
    authorities.forEach(arn ->
        directory
            .authorityCertificate(tx, arn)
            .ifPresent(pem -> anchors.put(arn, new MeshView.AuthorityFacts(pem))));
    return new MeshView(
        mesh.name().name(),
        ((Spec.Mesh) mesh.spec()).value(),
        mesh.tags(),
        nodes,
        services,
        gateways(gateways, routes),
        facts,
        anchors,
        endpoints(tx, nodes));
  }

  private static SortedMap<String, MeshView.Gateway> gateways(
      List<MeshResource> gateways, Map<String, SortedMap<String, GatewayRouteSpec>> routes) {
    SortedMap<String, MeshView.Gateway> found = new TreeMap<>();
    for (MeshResource each : gateways) {
      String name = each.name().name();
      found.put(
          name,
          new MeshView.Gateway(
              each.arn(),
              ((Spec.Gateway) each.spec()).value(),
              each.tags(),
              routes.getOrDefault(name, new TreeMap<>())));
    }
    return found;
  }

  /**
   * What each node's discovery finds: the proxies of every node that registers under the same
   * service with all the attributes asked for, its own among them.
   */
  private static Map<NodePort, List<Endpoint>> endpoints(
      Tx tx, SortedMap<String, MeshView.Node> nodes) {
    Map<NodePort, List<Endpoint>> found = new HashMap<>();
    nodes.forEach((name, node) -> {
      for (MeshListener listener : node.spec().listeners()) {
        List<Endpoint> places = new ArrayList<>();
        nodes.values().stream()
            .filter(other -> finds(node, other))
            .filter(other ->
                other.spec().listeners().stream()
                    .anyMatch(offered -> offered.port() == listener.port()))
            .forEach(other ->
                EndpointTables.of(tx, other.arn())
                    .forEach(row -> places.add(row.place().of(listener.port()))));
        found.put(new NodePort(name, listener.port()), List.copyOf(places));
      }
    });
    return found;
  }

  private static boolean finds(MeshView.Node node, MeshView.Node other) {
    if (!(node.spec().discovery().orElse(null) instanceof ServiceDiscovery.AwsCloudMap(var wanted))
        || !(other.spec().discovery().orElse(null)
            instanceof ServiceDiscovery.AwsCloudMap(var offered))) {
      return false;
    }
    return wanted.namespaceName().equals(offered.namespaceName())
        && wanted.serviceName().equals(offered.serviceName())
        && attributes(offered).entrySet().containsAll(attributes(wanted).entrySet());
  }

  private static Map<String, String> attributes(AwsCloudMapServiceDiscovery discovery) {
    Map<String, String> attributes = new HashMap<>();
    for (AwsCloudMapInstanceAttribute each : Spec.present(discovery.attributes())) {
      attributes.put(each.key(), each.value());
    }
    return attributes;
  }
}
