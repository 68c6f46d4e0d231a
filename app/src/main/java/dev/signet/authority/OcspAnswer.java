// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.pki.codec.Octets;
import dev.signet.pki.status.OcspError;
import java.time.Instant;

/** What an OCSP client is answered. */
public sealed interface OcspAnswer {
  /**
   * What is said of certificates.
   *
   * @param der the whole OCSPResponse
   * @param at when it was true
   * @param until how long it may be kept
   * @param shared whether it answers everybody who asks the same: one that repeats a nonce does not
   */
  record Signed(Octets der, Instant at, Instant until, boolean shared) implements OcspAnswer {}

  /** Nothing is said. */
  record Failed(OcspError error) implements OcspAnswer {}
}
