// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.cert.Extension;
import java.util.Optional;

/**
 * Where a CA's certificates say that their revocation is told; fixed when they are issued.
 *
 * @param crl cRLDistributionPoints
 * @param ocsp authorityInfoAccess
 */
public record Pointers(Optional<Extension> crl, Optional<Extension> ocsp) {
  /** Nowhere. */
  public static final Pointers NONE = new Pointers(Optional.empty(), Optional.empty());

  /** At these URIs, where there are any. */
  public static Pointers of(Optional<String> crlUri, Optional<String> ocspUri) {
    return new Pointers(
        crlUri.map(Extension::crlDistributionPoints), ocspUri.map(Extension::ocspResponder));
  }
}
