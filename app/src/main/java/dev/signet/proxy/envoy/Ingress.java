// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy;

import java.util.Optional;

/**
 * A listener of a virtual node or gateway.
 *
 * @param protocol the API's word
 */
record Ingress(int port, String protocol, Optional<ServerTls> tls, Limits limits) {
  boolean isTcp() {
    return protocol.equals("tcp");
  }

  boolean isHttp2() {
    return protocol.equals("http2") || protocol.equals("grpc");
  }

  /** The suffix of names, {@code http_9080}. */
  String suffix() {
    return protocol + "_" + port;
  }

  /**
   * TLS of a listener.
   *
   * @param permissive whether plaintext is accepted too
   * @param certificateArn of an ACM certificate; other sources are not built
   * @param otherTrust whether the API demands client certificates of a trust that is not built
   */
  record ServerTls(boolean permissive, Optional<String> certificateArn, boolean otherTrust) {}
}
