// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.mesh.view.MeshView;
import dev.signet.mesh.view.MeshView.AuthorityFacts;
import dev.signet.mesh.view.MeshView.CertificateFacts;
import dev.signet.proxy.stream.SecretName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Names and versions of secrets. A secret that cannot be delivered now has no name, and whoever
 * needs it is left out: one missing secret would keep the whole proxy from starting.
 */
final class Trust {
  private Trust() {}

  /** The certificate and key of an ARN. */
  static Optional<SecretName> certificate(MeshView mesh, String arn) {
    return Optional.ofNullable(mesh.certificates().get(arn))
        .map(facts -> new SecretName(arn, facts.version()));
  }

  /** The root that a certificate's chain ends at. */
  static Optional<Anchors> rootOf(MeshView mesh, String certificateArn) {
    return Optional.ofNullable(mesh.certificates().get(certificateArn))
        .map(CertificateFacts::rootPem)
        .map(pem -> new Anchors(new SecretName("trust/auto/" + certificateArn, hash(pem)), pem));
  }

  /** The certificates of these CAs; empty unless all of them have one. */
  static Optional<Anchors> authorities(MeshView mesh, List<String> arns) {
    List<String> sorted = arns.stream().distinct().sorted().toList();
    List<String> pems =
        sorted.stream()
            .flatMap(arn -> Optional.ofNullable(mesh.authorities().get(arn)).stream())
            .map(AuthorityFacts::pem)
            .toList();
    return sorted.isEmpty() || pems.size() < sorted.size()
        ? Optional.empty()
        : Optional.of(anchors(trustName(sorted), String.join("\n", pems)));
  }

  private static Anchors anchors(String name, String pem) {
    return new Anchors(new SecretName(name, hash(pem)), pem);
  }

  private static String trustName(List<String> sorted) {
    return "trust/" + hash(String.join("\n", sorted));
  }

  /** The first 32 hexadecimal digits of SHA-256. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
