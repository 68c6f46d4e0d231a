// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Refusal;
import java.time.Instant;
import java.util.Optional;

/** Which state a certificate is in and what may happen to it then: pure functions of the record. */
public final class CertificateLifecycle {
  private CertificateLifecycle() {}

  /** States that private certificates reach, by the API's CertificateStatus names. */
  public enum Status {
    /** In force. */
    ISSUED,
    /** Its notAfter has passed. */
    EXPIRED,
    /** The CA refused it. */
    FAILED
  }

  /** The state at an instant; EXPIRED is never stored. */
  public static Status status(ManagedCertificate certificate, Instant now) {
    return status(certificate.current().map(issued -> issued.leaf().period().notAfter()), now);
  }

  /**
   * The same.
   *
   * @param notAfter the end of the one in force; empty when it was not issued
   */
  static Status status(Optional<Instant> notAfter, Instant now) {
    return notAfter
        .map(end -> now.isAfter(end) ? Status.EXPIRED : Status.ISSUED)
        .orElse(Status.FAILED);
  }

  /** RenewalEligibility: in force, and somebody depends on it. */
  public static boolean isEligible(ManagedCertificate certificate, Instant now) {
    return status(certificate, now) == Status.ISSUED
        && (!certificate.users().isEmpty() || certificate.exported());
  }

  /** Refuses RenewCertificate for what is not eligible. */
  public static void requireRenewable(ManagedCertificate certificate, Instant now) {
    if (!isEligible(certificate, now)) {
      throw Refusal.invalid(
          "Certificate ARN "
              + certificate.arn()
              + " has not been exported so it is not eligible for the Renew Certificate API.");
    }
  }

  /** Refuses DeleteCertificate while something refers to it. */
  public static void requireUnused(ManagedCertificate certificate) {
    if (!certificate.users().isEmpty()) {
      CertificateArn arn = certificate.arn();
      throw Refusal.inUse(
          "Certificate " + arn + " in account " + arn.home().account() + " is in use.");
    }
  }
}
