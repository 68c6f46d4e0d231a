// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.issuing;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.codec.Octets;
import java.util.Optional;

/**
 * A certificate as it was signed, with the chain that was in force then.
 *
 * @param issuers PEM, the issuing CA first; absent for a self-signed root
 */
public record StoredCertificate(Octets der, Optional<String> issuers) {
  /** The certificate, read. */
  public Certificate certificate() {
    return Certificate.fromDer(der.bytes());
  }
}
