// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.kernel.Tags;
import dev.signet.mesh.resource.Proxied;
import dev.signet.mesh.resource.SignetTags;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.envoy.secret.SecretNames;
import java.util.Collection;
import java.util.stream.Stream;

/** Whose secret a name is that somebody asked for in vain. */
public final class SecretOwners {
  private SecretOwners() {}

  /** Whether a secret of that name exists for other resources of the mesh than the given one. */
  public static boolean hasOther(MeshView mesh, String resourceArn, String secret) {
    return mesh.certificates().containsKey(SecretNames.certificateOf(secret))
        || others(mesh, resourceArn)
            .flatMap(arns -> SecretNames.authorities(mesh, arns).stream())
            .anyMatch(anchors -> anchors.secret().name().equals(secret));
  }

  /** The CAs that the others trust, as they put them together. */
  private static Stream<Collection<String>> others(MeshView mesh, String resourceArn) {
    Stream<Collection<String>> nodes =
        mesh.nodes().values().stream()
            .filter(node -> !node.arn().equals(resourceArn))
            .flatMap(node -> trusted(mesh, node.spec(), node.tags()));
    Stream<Collection<String>> gateways =
        mesh.gateways().values().stream()
            .filter(gateway -> !gateway.arn().equals(resourceArn))
            .flatMap(gateway -> trusted(mesh, gateway.spec(), gateway.tags()));
    return Stream.concat(nodes, gateways);
  }

  private static Stream<Collection<String>> trusted(MeshView mesh, Proxied spec, Tags own) {
    return Stream.concat(
        Stream.of(SignetTags.clientAuthorities(mesh.tags().with(own))),
        spec.backends().policies().stream().flatMap(policy -> policy.authorities().stream()));
  }
}
