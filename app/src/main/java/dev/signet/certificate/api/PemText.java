// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.pki.cert.Chain;
import java.util.Optional;

/** Certificates as the API hands them out: each ends its last line, so that texts can be joined. */
final class PemText {
  private PemText() {}

  /** The certificate itself. */
  static String leaf(Chain chain) {
    return chain.first().pem() + "\n";
  }

  /** What vouches for it, the root last; empty for one that vouches for itself. */
  static Optional<String> issuers(Chain chain) {
    return chain.issuers().isEmpty()
        ? Optional.empty()
        : Optional.of(new Chain(chain.issuers()).pem() + "\n");
  }
}
