// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.revocation;

import dev.signet.authority.lifecycle.Authority;
import dev.signet.key.KeyRef;
import dev.signet.pki.status.OcspSigner;
import java.time.Instant;
import java.util.Optional;

/** Who signs the OCSP answers of each authority. */
final class OcspSigners {

  /**
   * A signer and its key.
   *
   * @param end of its certificate
   */
  record Signer(OcspSigner signer, KeyRef key, Instant end) {
    /** That instant, or the signer's end if that comes first. */
    Instant earliest(Instant until) {
      return until.isBefore(end) ? until : end;
    }
  }

  Signer of(Authority authority) {
    return new Signer(
        new OcspSigner(
            authority.signing().publicKey(), authority.signing().scheme(), Optional.empty()),
        authority.signing().key(),
        authority.installed().orElseThrow().notAfter());
  }
}
