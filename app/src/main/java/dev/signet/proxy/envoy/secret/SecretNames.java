// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.secret;

import dev.signet.kernel.Sha256;
import dev.signet.mesh.view.MeshView;
import dev.signet.mesh.view.MeshView.AuthorityFacts;
import dev.signet.mesh.view.MeshView.CertificateFacts;
import dev.signet.proxy.envoy.Anchors;
import dev.signet.proxy.stream.SecretName;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Names and versions of secrets. A secret that cannot be delivered now has no name, and whoever
 * needs it is left out: one missing secret would keep the whole proxy from starting.
 */
public final class SecretNames {
  private static final String ROOT = "trust/auto/";

  private SecretNames() {}

  /** The certificate and key of an ARN. */
  public static Optional<SecretName> certificate(MeshView mesh, String arn) {
    return Optional.ofNullable(mesh.certificates().get(arn))
        .map(facts -> new SecretName(arn, facts.version()));
  }

  /** The root that a certificate's chain ends at. */
  public static Optional<Anchors> rootOf(MeshView mesh, String certificateArn) {
    return Optional.ofNullable(mesh.certificates().get(certificateArn))
        .map(CertificateFacts::rootPem)
        .map(pem -> anchors(ROOT + certificateArn, pem));
  }

  /** The ARN of the certificate that a secret of this name is, or is the root of. */
  public static String certificateOf(String secret) {
    return secret.startsWith(ROOT) ? secret.substring(ROOT.length()) : secret;
  }

  /** The certificates of these CAs; empty unless all of them have one. */
  public static Optional<Anchors> authorities(MeshView mesh, Collection<String> arns) {
    List<String> sorted = arns.stream().distinct().sorted().toList();
    List<String> pems =
        sorted.stream()
            .flatMap(arn -> Optional.ofNullable(mesh.authorities().get(arn)).stream())
            .map(AuthorityFacts::pem)
            .toList();
    return sorted.isEmpty() || pems.size() < sorted.size()
        ? Optional.empty()
        : Optional.of(
            anchors("trust/" + Sha256.name(String.join("\n", sorted)), String.join("\n", pems)));
  }

  private static Anchors anchors(String name, String pem) {
    return new Anchors(new SecretName(name, Sha256.name(pem)), pem);
  }
}
