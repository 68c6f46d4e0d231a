// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.mesh.view.MeshView;
import dev.signet.mesh.view.Part;
import dev.signet.store.Tx;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One mesh as it was last read. What follows a change is the memory before it with what changed
 * read anew: specs that did not change are neither read nor parsed again.
 *
 * @param resources by ARN, the mesh itself among them
 * @param named what the mesh names
 */
record MeshMemory(
    Map<String, MeshResource> resources, Discovery discovery, Named named, MeshView view) {
  /**
   * The certificates and CAs that a mesh names, whether they exist or not.
   *
   * @param certificates by ARN, as proxies can be given them; empty when they cannot now
   * @param authorities by ARN; empty when there is none with a certificate
   */
  record Named(
      Map<String, Optional<MeshView.CertificateFacts>> certificates,
      Map<String, Optional<MeshView.AuthorityFacts>> authorities) {
    private static final Named NOTHING = new Named(Map.of(), Map.of());

    boolean has(String arn) {
      return certificates.containsKey(arn) || authorities.containsKey(arn);
    }

    /** What these resources name; only what is new or changed is read. */
    Named after(
        Tx tx,
        Collection<MeshResource> resources,
        Set<String> changed,
        CertificateDirectory directory) {
      Map<String, Optional<MeshView.CertificateFacts>> nextCertificates = new HashMap<>();
      Map<String, Optional<MeshView.AuthorityFacts>> nextAuthorities = new HashMap<>();
      for (MeshResource resource : resources) {
        for (String arn : MeshCertificates.certificates(resource)) {
          nextCertificates.computeIfAbsent(
              arn,
              _ ->
                  certificates.containsKey(arn) && !changed.contains(arn)
                      ? certificates.get(arn)
                      : directory.deliverable(tx, arn));
        }
        for (String arn : MeshCertificates.authorities(resource)) {
          nextAuthorities.computeIfAbsent(
              arn,
              _ ->
                  authorities.containsKey(arn) && !changed.contains(arn)
                      ? authorities.get(arn)
                      : directory.authority(tx, arn));
        }
      }
      return new Named(nextCertificates, nextAuthorities);
    }
  }

  /** Reads a mesh; empty when there is none. */
  static Optional<MeshMemory> read(Tx tx, MeshKey key, CertificateDirectory directory) {
    Map<String, MeshResource> resources = new HashMap<>();
    MeshResources.ofMesh(tx, key.home(), key.mesh())
        .forEach(each -> resources.put(each.arn(), each));
    Discovery discovery = Discovery.read(tx, resources.values());
    Named named = Named.NOTHING.after(tx, resources.values(), Set.of(), directory);
    return of(resources, discovery, named, Optional.empty());
  }

  /**
   * What is after a change; empty when the mesh is gone.
   *
   * @param changed ARNs of what changed, of this mesh or not
   */
  Optional<MeshMemory> after(Tx tx, Set<String> changed, CertificateDirectory directory) {
    Map<String, MeshResource> next = new HashMap<>(resources);
    for (String arn : changed) {
      if (isOfThisMesh(arn)) {
        MeshTables.find(tx, arn)
            .ifPresentOrElse(found -> next.put(arn, found), () -> next.remove(arn));
      }
    }
    Discovery found = discovery.after(tx, resources.values(), next.values(), changed);
    return of(next, found, named.after(tx, next.values(), changed, directory), Optional.of(this));
  }

  private boolean isOfThisMesh(String arn) {
    return MeshKey.ofResource(arn).filter(key -> key.mesh().equals(view.name())).isPresent();
  }

  private static Optional<MeshMemory> of(
      Map<String, MeshResource> resources,
      Discovery discovery,
      Named named,
      Optional<MeshMemory> before) {
    return resources.values().stream()
        .filter(each -> each.name().kind() == ResourceKind.MESH)
        .findFirst()
        .map(mesh ->
            new MeshMemory(
                resources,
                discovery,
                named,
                new ViewOf(resources, before).of(mesh, discovery, named)));
  }

  /**
   * The parts in which this may differ from the memory before it.
   *
   * @param changed ARNs of what changed
   */
  Set<Part> changedSince(MeshMemory before, Set<String> changed) {
    Set<Part> parts = new HashSet<>();
    for (String arn : changed) {
      Optional.ofNullable(resources.get(arn))
          .or(() -> Optional.ofNullable(before.resources.get(arn)))
          .flatMap(resource -> part(resource.name()))
          .ifPresent(parts::add);
      parts.add(new Part.Certificate(arn));
      parts.add(new Part.Authority(arn));
    }
    if (!discovery.equals(before.discovery)) {
      Set<MeshView.NodePort> places = new HashSet<>(discovery.found().keySet());
      places.addAll(before.discovery.found().keySet());
      places.stream()
          .filter(at -> !isSameAt(before, at))
          .forEach(at -> parts.add(new Part.Endpoints(at)));
    }
    return parts;
  }

  private boolean isSameAt(MeshMemory before, MeshView.NodePort at) {
    return Optional.ofNullable(discovery.found().get(at))
        .equals(Optional.ofNullable(before.discovery.found().get(at)));
  }

  /** Virtual routers and their routes are not translated yet. */
  private static Optional<Part> part(ResourceName name) {
    return switch (name.kind()) {
      case MESH -> Optional.of(new Part.Whole());
      case VIRTUAL_NODE -> Optional.of(new Part.Node(name.name()));
      case VIRTUAL_SERVICE -> Optional.of(new Part.Service(name.name()));
      case VIRTUAL_GATEWAY -> Optional.of(new Part.Gateway(name.name()));
      case GATEWAY_ROUTE -> Optional.of(new Part.Gateway(name.parent()));
      case VIRTUAL_ROUTER, ROUTE -> Optional.empty();
    };
  }
}
