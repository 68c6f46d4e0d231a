// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import com.linecorp.armeria.server.ServiceRequestContext;
import java.net.InetAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection.
 *
 * @param chain the certificates that it proved possession of, leaf first; empty without TLS or when
 *     it showed none
 * @param address its IP address
 * @param hangUp lets running streams finish and takes no new ones on this connection
 */
record Peer(List<X509Certificate> chain, String address, Runnable hangUp) {
  /** Reads the connection of a request; to be called on the request's own thread. */
  static Peer of(ServiceRequestContext request) {
    InetAddress address = request.remoteAddress().getAddress();
    return new Peer(
        chain(request.sslSession()),
        address == null ? "unknown" : address.getHostAddress(),
        () -> {
          var _ = request.initiateConnectionShutdown();
        });
  }

  private static List<X509Certificate> chain(@Nullable SSLSession tls) {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Certificate certificate : tls == null ? new Certificate[0] : tls.getPeerCertificates()) {
        if (certificate instanceof X509Certificate x509) {
          chain.add(x509);
        }
      }
    } catch (SSLPeerUnverifiedException e) {
      return List.of(); // it showed no certificate
    }
    return chain;
  }
}
