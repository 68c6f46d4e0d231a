// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.draft;

import dev.signet.kernel.Tags;
import dev.signet.mesh.resource.SignetTags;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.stream.IpPort;
import dev.signet.proxy.stream.ProxyPlacement;
import java.util.List;
import java.util.Optional;

/** The proxy that is told: its mesh, its tags over those of the mesh, and where it stands. */
public record Self(MeshView mesh, String name, Tags tags, ProxyPlacement placement) {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * The proxy of a resource.
   *
   * @param own the resource's own tags
   */
  public static Self of(MeshView mesh, String name, Tags own, ProxyPlacement placement) {
    return new Self(mesh, name, mesh.tags().with(own), placement);
  }

  /** Where it binds the listener of a port. */
  public IpPort ingressBind(int port) {
    return Optional.ofNullable(placement.ingressBind().get(port))
        .orElse(new IpPort(placement.bindAddress().orElse(LOOPBACK), port));
  }

  /** Where the application answers what came to a port. */
  public IpPort application(int port) {
    return Optional.ofNullable(placement.appAddress().get(port))
        .or(placement::application)
        .orElse(new IpPort(LOOPBACK, port));
  }

  /** Where it binds the listener for calls of the application. */
  public IpPort egressBind() {
    return placement
        .egressBind()
        .orElse(new IpPort(placement.bindAddress().orElse(LOOPBACK), 15001));
  }

  /** ARN of the client certificate that the tag names. */
  public Optional<String> clientCertificate() {
    return SignetTags.clientCertificate(tags);
  }

  /** ARNs of the CAs that clients of the listeners must come from. */
  public List<String> clientAuthorities() {
    return List.copyOf(SignetTags.clientAuthorities(tags));
  }
}
