// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.kernel.IpPort;
import dev.signet.kernel.Tags;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.ProxyPlacement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The proxy that is told: its mesh, its tags over those of the mesh, and where it stands. */
record Self(MeshView mesh, String name, Tags tags, ProxyPlacement placement) {
  private static final String LOOPBACK = "127.0.0.1";

  static Self of(MeshView mesh, String name, Tags own, ProxyPlacement placement) {
    return new Self(mesh, name, mesh.tags().with(own.values()), placement);
  }

  IpPort ingressBind(int port) {
    return Optional.ofNullable(placement.ingressBind().get(port))
        .orElse(new IpPort(placement.bindAddress().orElse(LOOPBACK), port));
  }

  IpPort application(int port) {
    return Optional.ofNullable(placement.appAddress().get(port))
        .or(placement::application)
        .orElse(new IpPort(LOOPBACK, port));
  }

  IpPort egressBind() {
    return placement
        .egressBind()
        .orElse(new IpPort(placement.bindAddress().orElse(LOOPBACK), 15001));
  }

  /** ARN of the client certificate that the tag names. */
  Optional<String> clientCertificate() {
    return Optional.ofNullable(tags.values().get("signet:client-cert"));
  }

  /** ARNs of the CAs that clients of the listeners must come from. */
  List<String> clientAuthorities() {
    return clientAuthorities(tags);
  }

  /** The same of any tags. */
  static List<String> clientAuthorities(Tags tags) {
    return tags.values().entrySet().stream()
        .filter(tag ->
            tag.getKey().equals("signet:client-ca") || tag.getKey().startsWith("signet:client-ca."))
        .map(Map.Entry::getValue)
        .toList();
  }
}
