// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import dev.signet.pki.codec.DerWriter;
import java.time.Instant;
import java.util.List;

/** What an OCSP responder says of a certificate (RFC 6960 section 4.2.1). */
public sealed interface CertStatus {
  /** It was issued, and not revoked. */
  record Good() implements CertStatus {}

  /**
   * It was revoked.
   *
   * @param at when, to the second
   */
  record Revoked(Instant at, RevocationReason reason) implements CertStatus {}

  /** It was never issued by this CA. */
  record Unknown() implements CertStatus {}

  /** Its encoding. */
  default byte[] der() {
    return switch (this) {
      case Good _ -> DerWriter.implicit(0, new byte[0]);
      case Unknown _ -> DerWriter.implicit(2, new byte[0]);
      case Revoked(Instant at, RevocationReason reason) -> {
        byte[] time = DerWriter.generalizedTime(at);
        byte[] why =
            reason == RevocationReason.UNSPECIFIED
                ? new byte[0]
                : DerWriter.explicit(0, DerWriter.enumerated(reason.code()));
        yield DerWriter.explicit(1, DerWriter.concat(List.of(time, why)));
      }
    };
  }
}
