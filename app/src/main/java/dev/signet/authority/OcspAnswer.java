// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.pki.codec.Octets;
import dev.signet.pki.status.OcspError;
import java.time.Instant;

/** What an OCSP client is answered. */
public sealed interface OcspAnswer {
  /** The whole OCSPResponse. */
  Octets der();

  /**
   * A signed one.
   *
   * @param at when it was true
   * @param until how long it may be kept
   * @param shared whether it answers everybody who asks the same: one that repeats a nonce does not
   */
  record Signed(Octets der, Instant at, Instant until, boolean shared) implements OcspAnswer {}

  /** None that says something of a certificate. */
  record Failed(OcspError error) implements OcspAnswer {
    @Override
    public Octets der() {
      return Octets.of(error.der());
    }
  }
}
