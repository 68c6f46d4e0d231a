// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who makes an unsigned call: the other end of its TLS connection.
 *
 * @param chain the certificates that it proved possession of, leaf first; empty when it showed none
 */
public record TlsPeer(List<X509Certificate> chain) {
  public TlsPeer {
    chain = List.copyOf(chain);
  }
}
