// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * A server that gets load.
 *
 * @param tls how it is spoken to; empty where in plain HTTP
 */
record Target(InetSocketAddress address, Optional<SSLContext> tls) {
  static Target plain(InetSocketAddress address) {
    return new Target(address, Optional.empty());
  }

  /** By TLS 1.3, whoever answers. */
  static Target tls(InetSocketAddress address) {
    return new Target(address, Optional.of(Handshake.context()));
  }

  /** A connection that is ready for a request. */
  Connection connect() throws IOException {
    return tls.isPresent() ? new TlsConnection(address, tls.get()) : new Connection(address);
  }
}
