// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.TlsKeyPair;
import com.linecorp.armeria.common.TlsProvider;
import dev.signet.trust.ServerCertificate;
import dev.signet.trust.ServerIdentity;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TLS of the API port. Clients' certificates end at the proxy authority; the trust is never empty,
 * because an empty one would mean the JDK's public roots.
 */
final class ServerTls implements TlsProvider {
  private final ServerIdentity identity;
  private final List<X509Certificate> trusted;
  private @Nullable ServerCertificate shown;
  private @Nullable TlsKeyPair pair;

  ServerTls(ServerIdentity identity) {
    this.identity = identity;
    this.trusted = List.of(identity.root().toX509());
  }

  @Override
  public synchronized TlsKeyPair keyPair(String hostname) {
    ServerCertificate now = identity.current();
    TlsKeyPair known = pair;
    if (known == null || !now.equals(shown)) {
      known = TlsKeyPair.of(now.key(), now.chain().toArray(new X509Certificate[0]));
      pair = known;
      shown = now;
    }
    return known;
  }

  @Override
  public List<X509Certificate> trustedCertificates(String hostname) {
    return trusted;
  }
}
