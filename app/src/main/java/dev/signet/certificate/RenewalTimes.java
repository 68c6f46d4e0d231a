// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.pki.cert.ValidityPeriod;
import java.time.Duration;
import java.time.Instant;

/** When certificates of private CAs are renewed: pure arithmetic (certificate-manager 7.3). */
final class RenewalTimes {
  /** Before the end. */
  static final Duration LEAD = Duration.ofDays(60);

  /** Between one try and the next. */
  static final Duration AGAIN = Duration.ofHours(1);

  private RenewalTimes() {}

  /**
   * When to begin: 60 days before the end, or after two thirds where the whole time is shorter; and
   * up to an hour later, another part of it for each certificate.
   */
  static Instant due(CertificateArn arn, ValidityPeriod period) {
    Duration whole = Duration.between(period.notBefore(), period.notAfter());
    Duration lead = whole.compareTo(LEAD) < 0 ? whole.dividedBy(3) : LEAD;
    Duration spread = AGAIN.compareTo(lead) < 0 ? AGAIN : Duration.ZERO;
    return period.notAfter().minus(lead).plus(part(spread, arn.toString().hashCode()));
  }

  private static Duration part(Duration spread, int hash) {
    return spread.isZero()
        ? spread
        : Duration.ofMillis(Math.floorMod((long) hash, spread.toMillis()));
  }
}
