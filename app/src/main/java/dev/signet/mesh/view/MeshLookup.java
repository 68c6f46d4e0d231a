// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.view;

import dev.signet.kernel.Tags;
import dev.signet.mesh.view.MeshView.AuthorityFacts;
import dev.signet.mesh.view.MeshView.CertificateFacts;
import dev.signet.mesh.view.MeshView.Endpoint;
import dev.signet.mesh.view.MeshView.NodePort;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A mesh as one translation sees it: part by part, by name, and what was looked up is remembered.
 * So what a translation depends on is known without being stated, and it holds until one of these
 * parts changes. Used by one translation, on one thread.
 */
public final class MeshLookup {
  private final MeshView view;
  private final Set<Part> seen = new HashSet<>();

  public MeshLookup(MeshView view) {
    this.view = view;
  }

  /** All that was looked up, found or not. */
  public Set<Part> seen() {
    return Set.copyOf(seen);
  }

  /** Whether everything that was looked up is the same in another view of the mesh. */
  @SuppressWarnings("ReferenceEquality") // the usual case, at no cost
  public boolean holdsIn(MeshView other) {
    return other == view
        || seen.stream().allMatch(part -> Objects.equals(of(view, part), of(other, part)));
  }

  private static Object of(MeshView view, Part part) {
    return switch (part) {
      case Part.Whole _ -> List.of(view.spec(), view.tags());
      case Part.Node(String name) -> Optional.ofNullable(view.nodes().get(name));
      case Part.Service(String name) -> Optional.ofNullable(view.services().get(name));
      case Part.Gateway(String name) -> Optional.ofNullable(view.gateways().get(name));
      case Part.Certificate(String arn) -> Optional.ofNullable(view.certificates().get(arn));
      case Part.Authority(String arn) -> Optional.ofNullable(view.authorities().get(arn));
      case Part.Endpoints(NodePort at) -> Optional.ofNullable(view.endpoints().get(at));
    };
  }

  /** The mesh's name, which never changes. */
  public String name() {
    return view.name();
  }

  /** The mesh's own spec. */
  public MeshSpec spec() {
    seen.add(new Part.Whole());
    return view.spec();
  }

  /** The mesh's own tags. */
  public Tags tags() {
    seen.add(new Part.Whole());
    return view.tags();
  }

  /** A virtual node. */
  public Optional<MeshView.Node> node(String name) {
    seen.add(new Part.Node(name));
    return Optional.ofNullable(view.nodes().get(name));
  }

  /** A virtual service. */
  public Optional<VirtualServiceSpec> service(String name) {
    seen.add(new Part.Service(name));
    return Optional.ofNullable(view.services().get(name));
  }

  /** A virtual gateway. */
  public Optional<MeshView.Gateway> gateway(String name) {
    seen.add(new Part.Gateway(name));
    return Optional.ofNullable(view.gateways().get(name));
  }

  /** A certificate that can be delivered now. */
  public Optional<CertificateFacts> certificate(String arn) {
    seen.add(new Part.Certificate(arn));
    return Optional.ofNullable(view.certificates().get(arn));
  }

  /** A CA that has a certificate. */
  public Optional<AuthorityFacts> authority(String arn) {
    seen.add(new Part.Authority(arn));
    return Optional.ofNullable(view.authorities().get(arn));
  }

  /** What the discovery of a node finds at a port; none is an answer too. */
  public List<Endpoint> endpoints(NodePort at) {
    seen.add(new Part.Endpoints(at));
    return view.endpoints().getOrDefault(at, List.of());
  }
}
