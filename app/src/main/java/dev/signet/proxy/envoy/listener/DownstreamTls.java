// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.listener;

import dev.signet.mesh.resource.ListenerTls;
import dev.signet.mesh.resource.MeshListener;
import dev.signet.proxy.envoy.Anchors;
import dev.signet.proxy.envoy.draft.Draft;
import dev.signet.proxy.envoy.draft.Self;
import dev.signet.proxy.envoy.secret.SecretNames;
import dev.signet.proxy.envoy.secret.TrustedAuthorities;
import dev.signet.proxy.stream.SecretName;
import java.util.List;
import java.util.Optional;

/** Decides what TLS a listener speaks; what cannot be kept as demanded is not opened. */
public sealed interface DownstreamTls {
  /** None. */
  record Plain() implements DownstreamTls {}

  /**
   * TLS.
   *
   * @param permissive whether plaintext is accepted too
   * @param trust of client certificates, which are then required
   */
  record Secured(boolean permissive, SecretName certificate, Optional<SecretName> trust)
      implements DownstreamTls {}

  /** The listener is not opened. */
  record Shut() implements DownstreamTls {}

  /** What a listener speaks; its secrets are added to the draft. */
  static DownstreamTls of(Self self, MeshListener listener, Draft draft) {
    if (listener.activeTls().isEmpty()) {
      return new Plain();
    }
    ListenerTls tls = listener.activeTls().get();
    String where = "listener " + listener.port() + " of " + self.name();
    Optional<String> arn = tls.certificate().managed();
    if (arn.isEmpty() || tls.clients().isPresent()) {
      draft.find("not-built", where + ": expected an ACM certificate and no file or SDS trust");
      return new Shut();
    }
    Optional<SecretName> certificate = SecretNames.certificate(self.mesh(), arn.get());
    List<String> authorities = self.clientAuthorities();
    TrustedAuthorities.judge(self.mesh(), authorities, where, draft);
    Optional<Anchors> trust = SecretNames.authorities(self.mesh(), authorities);
    if (certificate.isEmpty() || (trust.isEmpty() && !authorities.isEmpty())) {
      draft.find("secret-missing", where + ": its certificate or trust cannot be delivered");
      return new Shut();
    }
    draft.add(certificate.get());
    trust.ifPresent(draft::add);
    return new Secured(
        tls.mode() == ListenerTls.Mode.PERMISSIVE, certificate.get(), trust.map(Anchors::secret));
  }
}
