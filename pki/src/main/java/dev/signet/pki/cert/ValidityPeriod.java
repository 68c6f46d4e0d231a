// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a certificate holds, both ends included, in whole seconds.
 *
 * @param notBefore first second
 * @param notAfter last second
 */
public record ValidityPeriod(Instant notBefore, Instant notAfter) {
  /**
   * Cuts to whole seconds; refuses with {@link Reason#INVALID_VALIDITY} an end before the start.
   */
  public ValidityPeriod {
    notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
    notAfter = notAfter.truncatedTo(ChronoUnit.SECONDS);
    if (!notBefore.isBefore(notAfter)) {
      throw new PkiException(
          Reason.INVALID_VALIDITY,
          "notBefore " + notBefore + ", expected an instant before notAfter " + notAfter);
    }
    if (notAfter.isAfter(ValidityTerm.NO_WELL_DEFINED_END)) {
      throw new PkiException(
          Reason.INVALID_VALIDITY,
          "notAfter " + notAfter + ", expected at most " + ValidityTerm.NO_WELL_DEFINED_END);
    }
  }

  /** Whether the instant lies inside. */
  public boolean contains(Instant instant) {
    Instant second = instant.truncatedTo(ChronoUnit.SECONDS);
    return !second.isBefore(notBefore) && !second.isAfter(notAfter);
  }

  /** The part of this that lies inside the issuer's, for clients that cannot choose another. */
  public ValidityPeriod within(ValidityPeriod issuer) {
    return new ValidityPeriod(
        notBefore.isBefore(issuer.notBefore) ? issuer.notBefore : notBefore,
        notAfter.isAfter(issuer.notAfter) ? issuer.notAfter : notAfter);
  }
}
