// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.kernel.Tags;
import dev.signet.mesh.view.MeshView;
import dev.signet.wire.generated.appmesh.Backend;
import dev.signet.wire.generated.appmesh.BackendDefaults;
import dev.signet.wire.generated.appmesh.VirtualGatewayBackendDefaults;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whose secret a name is that somebody asked for in vain. */
public final class SecretOwners {
  private static final String ROOT = "trust/auto/";

  private SecretOwners() {}

  /** Whether a secret of that name exists for other resources of the mesh than the given one. */
  public static boolean hasOther(MeshView mesh, String resourceArn, String secret) {
    String certificate = secret.startsWith(ROOT) ? secret.substring(ROOT.length()) : secret;
    return mesh.certificates().containsKey(certificate)
        || others(mesh, resourceArn)
            .flatMap(arns -> Trust.authorities(mesh, arns).stream())
            .anyMatch(anchors -> anchors.secret().name().equals(secret));
  }

  /** The CAs that the others trust, as they put them together. */
  private static Stream<List<String>> others(MeshView mesh, String resourceArn) {
    Stream<List<String>> nodes =
        mesh.nodes().values().stream()
            .filter(node -> !node.arn().equals(resourceArn))
            .flatMap(node -> Stream.concat(clients(mesh, node.tags()), trusted(node.spec())));
    Stream<List<String>> gateways =
        mesh.gateways().values().stream()
            .filter(gateway -> !gateway.arn().equals(resourceArn))
            .flatMap(gateway ->
                Stream.concat(
                    clients(mesh, gateway.tags()), trusted(gateway.spec().backendDefaults())));
    return Stream.concat(nodes, gateways);
  }

  private static Stream<List<String>> clients(MeshView mesh, Tags own) {
    return Stream.of(Self.clientAuthorities(mesh.tags().with(own.values())));
  }

  private static Stream<List<String>> trusted(VirtualNodeSpec spec) {
    BackendDefaults defaults = spec.backendDefaults();
    Stream<Optional<Policy>> usual =
        defaults == null ? Stream.of() : Stream.of(Specs.policy(defaults.clientPolicy()));
    Stream<Optional<Policy>> called =
        Optional.ofNullable(spec.backends()).orElse(List.of()).stream()
            .map(backend ->
                switch (backend) {
                  case Backend.VirtualService(var service) -> Specs.policy(service.clientPolicy());
                });
    return Stream.concat(usual, called)
        .flatMap(policy -> policy.flatMap(Policy::authorities).stream());
  }

  private static Stream<List<String>> trusted(@Nullable VirtualGatewayBackendDefaults defaults) {
    return defaults == null
        ? Stream.of()
        : Specs.policy(defaults.clientPolicy()).flatMap(Policy::authorities).stream();
  }
}
