// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.pki.cert.ValidityPeriod;
import java.time.Duration;
import java.time.Instant;

/** When certificates are renewed: pure arithmetic (certificate-manager 7.3). */
final class RenewalTimes {
  private static final Duration PRIVATE_LEAD = Duration.ofDays(60);
  private static final Duration PUBLIC_LEAD = Duration.ofDays(45);

  /** Between one try and the next. */
  static final Duration AGAIN = Duration.ofHours(1);

  private RenewalTimes() {}

  /**
   * When to begin: 60 days before the end, 45 for public ones, or after two thirds where the whole
   * time is shorter; and up to an hour later, another part of it for each certificate.
   */
  static Instant due(CertificateArn arn, CertificateOrigin origin, ValidityPeriod period) {
    Duration usual = origin == CertificateOrigin.AMAZON_ISSUED ? PUBLIC_LEAD : PRIVATE_LEAD;
    Duration whole = Duration.between(period.notBefore(), period.notAfter());
    Duration lead = whole.compareTo(usual) < 0 ? whole.dividedBy(3) : usual;
    Duration spread = AGAIN.compareTo(lead) < 0 ? AGAIN : Duration.ZERO;
    return period.notAfter().minus(lead).plus(part(spread, arn.toString().hashCode()));
  }

  private static Duration part(Duration spread, int hash) {
    return spread.isZero()
        ? spread
        : Duration.ofMillis(Math.floorMod((long) hash, spread.toMillis()));
  }
}
