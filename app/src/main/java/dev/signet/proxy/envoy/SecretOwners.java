// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import com.google.common.collect.MapMaker;
import dev.signet.kernel.Tags;
import dev.signet.mesh.resource.Proxied;
import dev.signet.mesh.resource.SignetTags;
import dev.signet.mesh.view.MeshLookup;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.envoy.secret.SecretNames;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose secret a name is that somebody asked for in vain. A mesh is gone through once for each of
 * its views, however many names are asked for by however many proxies.
 */
public final class SecretOwners {
  /** By the view itself, not by what is in it; forgotten with it. */
  private final Map<MeshView, Map<String, Set<String>>> trust = new MapMaker().weakKeys().makeMap();

  /** Whether a secret of that name exists for other resources of the mesh than the given one. */
  public boolean hasOther(MeshView mesh, String resourceArn, String secret) {
    return mesh.certificates().containsKey(SecretNames.certificateOf(secret))
        || trust.computeIfAbsent(mesh, SecretOwners::trust).getOrDefault(secret, Set.of()).stream()
            .anyMatch(owner -> !owner.equals(resourceArn));
  }

  /** The ARNs of those who trust, by the name of what they trust. */
  private static Map<String, Set<String>> trust(MeshView mesh) {
    MeshLookup lookup = new MeshLookup(mesh);
    Map<String, Set<String>> owners = new HashMap<>();
    mesh.nodes()
        .values()
        .forEach(node -> add(owners, node.arn(), lookup, trusted(mesh, node.spec(), node.tags())));
    mesh.gateways()
        .values()
        .forEach(gateway ->
            add(owners, gateway.arn(), lookup, trusted(mesh, gateway.spec(), gateway.tags())));
    return owners;
  }

  private static void add(
      Map<String, Set<String>> owners,
      String owner,
      MeshLookup mesh,
      Stream<Collection<String>> authorities) {
    authorities
        .flatMap(arns -> SecretNames.authorities(mesh, arns).stream())
        .forEach(anchors ->
            owners.computeIfAbsent(anchors.secret().name(), _ -> new HashSet<>()).add(owner));
  }

  /** The CAs that one trusts, as it puts them together. */
  private static Stream<Collection<String>> trusted(MeshView mesh, Proxied spec, Tags own) {
    return Stream.concat(
        Stream.of(SignetTags.clientAuthorities(mesh.tags().with(own))),
        spec.backends().policies().stream().flatMap(policy -> policy.authorities().stream()));
  }
}
