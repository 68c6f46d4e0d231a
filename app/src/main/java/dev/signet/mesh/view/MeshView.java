// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.view;

import dev.signet.kernel.Tags;
import dev.signet.mesh.resource.GatewayRoute;
import dev.signet.mesh.resource.RouteReader;
import dev.signet.mesh.resource.SpecReader;
import dev.signet.mesh.resource.VirtualGateway;
import dev.signet.mesh.resource.VirtualNode;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.VirtualGatewaySpec;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A mesh at one moment.
 *
 * @param nodes by name
 * @param services by name
 * @param gateways by name
 * @param certificates by certificate ARN; one that cannot be delivered now is absent
 * @param authorities by CA ARN; one without a certificate is absent
 * @param endpoints what the discovery of a node finds at a port, for nodes discovered by
 *     registration
 */
public record MeshView(
    String name,
    MeshSpec spec,
    Tags tags,
    SortedMap<String, Node> nodes,
    SortedMap<String, VirtualServiceSpec> services,
    SortedMap<String, Gateway> gateways,
    Map<String, CertificateFacts> certificates,
    Map<String, AuthorityFacts> authorities,
    Map<NodePort, List<Endpoint>> endpoints) {

  public MeshView {
    nodes = sorted(nodes);
    services = sorted(services);
    gateways = sorted(gateways);
    certificates = Map.copyOf(certificates);
    authorities = Map.copyOf(authorities);
    endpoints = Map.copyOf(endpoints);
  }

  private static <T> SortedMap<String, T> sorted(SortedMap<String, T> values) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** A virtual node. */
  public record Node(String arn, VirtualNode spec, Tags tags) {
    /** The same of a spec in the API's shape. */
    public Node(String arn, VirtualNodeSpec spec, Tags tags) {
      this(arn, SpecReader.read(spec), tags);
    }
  }

  /**
   * A virtual gateway.
   *
   * @param routes by name
   */
  public record Gateway(
      String arn, VirtualGateway spec, Tags tags, SortedMap<String, GatewayRoute> routes) {
    public Gateway {
      routes = sorted(routes);
    }

    /** The same of specs in the API's shape. */
    public Gateway(
        String arn,
        VirtualGatewaySpec spec,
        Tags tags,
        SortedMap<String, GatewayRouteSpec> routes) {
      this(arn, SpecReader.read(spec), tags, read(routes));
    }

    private static SortedMap<String, GatewayRoute> read(SortedMap<String, GatewayRouteSpec> specs) {
      SortedMap<String, GatewayRoute> routes = new TreeMap<>();
      specs.forEach((name, spec) -> routes.put(name, RouteReader.read(spec).getFirst()));
      return routes;
    }
  }

  /**
   * A certificate that proxies can be given.
   *
   * @param names its DNS names
   * @param version a hash of its chain and of its key's identity
   * @param rootPem the root that its chain ends at
   */
  public record CertificateFacts(List<String> names, String version, String rootPem) {
    public CertificateFacts {
      names = List.copyOf(names);
    }
  }

  /**
   * A CA whose certificate is installed.
   *
   * @param status by its API name, for example {@code ACTIVE} or {@code DISABLED}
   */
  public record AuthorityFacts(String pem, String status) {}

  /** A virtual node by name, and the port of one of its listeners. */
  public record NodePort(String node, int port) {}

  /** Where one instance answers: an IP address and a port. */
  public record Endpoint(String address, int port) {}
}
