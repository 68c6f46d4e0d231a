// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.trust;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A certificate of the API's port with its key.
 *
 * @param chain leaf first, the internal root last: a joining proxy pins it
 * @param renewAt when the next one is made
 */
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain, Instant renewAt) {
  public ServerCertificate {
    chain = List.copyOf(chain);
  }

  /** Names no key. */
  @Override
  public String toString() {
    return "server certificate " + chain.getFirst().getSerialNumber().toString(16);
  }
}
