// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import dev.signet.proxy.stream.SecretName;
import java.util.List;
import java.util.Optional;

/** Decides what TLS a listener speaks; what cannot be kept as demanded is not opened. */
final class Securing {
  private Securing() {}

  /** Whether to open the listener, and with which TLS. */
  record Outcome(boolean open, Optional<Listeners.Secured> tls) {
    private static final Outcome SHUT = new Outcome(false, Optional.empty());
  }

  static Outcome of(Self self, Ingress ingress, Told told) {
    if (ingress.tls().isEmpty()) {
      return new Outcome(true, Optional.empty());
    }
    Ingress.ServerTls tls = ingress.tls().get();
    String where = "listener " + ingress.port() + " of " + self.name();
    if (tls.certificateArn().isEmpty() || tls.otherTrust()) {
      told.find("not-built", where + ": expected an ACM certificate and no file or SDS trust");
      return Outcome.SHUT;
    }
    Optional<SecretName> certificate = Trust.certificate(self.mesh(), tls.certificateArn().get());
    List<String> authorities = self.clientAuthorities();
    Optional<Anchors> trust = Trust.authorities(self.mesh(), authorities);
    if (certificate.isEmpty() || (trust.isEmpty() && !authorities.isEmpty())) {
      told.find("secret-missing", where + ": its certificate or trust cannot be delivered");
      return Outcome.SHUT;
    }
    told.tell(certificate.get());
    trust.ifPresent(told::tell);
    return new Outcome(
        true,
        Optional.of(
            new Listeners.Secured(
                tls.permissive(), certificate.get(), trust.map(Anchors::secret))));
  }
}
