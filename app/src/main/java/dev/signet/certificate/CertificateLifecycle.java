// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Refusal;
import java.time.Instant;
import java.util.Optional;

/** Which state a certificate is in and what may happen to it then: pure functions of the record. */
public final class CertificateLifecycle {
  private CertificateLifecycle() {}

  /** States that certificates reach, by the API's CertificateStatus names. */
  public enum Status {
    /** Its names are not proven yet. */
    PENDING_VALIDATION,
    /** Nobody proved its names in time. */
    VALIDATION_TIMED_OUT,
    /** In force. */
    ISSUED,
    /** Its notAfter has passed. */
    EXPIRED,
    /** It was taken back. */
    REVOKED,
    /** The CA refused it. */
    FAILED
  }

  /** The state at an instant; EXPIRED is never stored. */
  public static Status status(ManagedCertificate certificate, Instant now) {
    return status(
        failure(certificate),
        certificate.current().map(issued -> issued.leaf().period().notAfter()),
        certificate.revocation().isPresent(),
        now);
  }

  /**
   * The same.
   *
   * @param failure why it was not issued
   * @param notAfter the end of the one in force; empty when it was not issued
   */
  static Status status(
      Optional<IssuanceFailure> failure, Optional<Instant> notAfter, boolean revoked, Instant now) {
    if (failure.isPresent()) {
      return failure.get() == IssuanceFailure.VALIDATION_TIMED_OUT
          ? Status.VALIDATION_TIMED_OUT
          : Status.FAILED;
    }
    if (notAfter.isEmpty()) {
      return Status.PENDING_VALIDATION;
    }
    if (revoked) {
      return Status.REVOKED;
    }
    return now.isAfter(notAfter.get()) ? Status.EXPIRED : Status.ISSUED;
  }

  private static Optional<IssuanceFailure> failure(ManagedCertificate certificate) {
    return certificate.outcome() instanceof ManagedCertificate.Outcome.Failed(var reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  /** RenewalEligibility: ours to renew, in force, and somebody depends on it. */
  public static boolean isEligible(ManagedCertificate certificate, Instant now) {
    return certificate.authority().isPresent()
        && status(certificate, now) == Status.ISSUED
        && (!certificate.users().isEmpty() || certificate.exported());
  }

  /** Refuses what needs a certificate while nobody knows whether there will be one. */
  static void requireDecided(ManagedCertificate certificate) {
    if (certificate.isPending()) {
      throw Refusal.pending(
          "Certificate " + certificate.arn() + " waits for the proofs of its names.");
    }
  }

  /** Refuses RenewCertificate for what is not eligible. */
  public static void requireRenewable(ManagedCertificate certificate, Instant now) {
    requireDecided(certificate);
    if (!isEligible(certificate, now)) {
      throw Refusal.invalid(
          "Certificate ARN "
              + certificate.arn()
              + " has not been exported so it is not eligible for the Renew Certificate API.");
    }
  }

  /** Refuses ExportCertificate for what is not ours to hand out, or not in force. */
  public static void requireExportable(ManagedCertificate certificate, Instant now) {
    if (certificate.authority().isEmpty()) {
      throw Refusal.invalid(
          "Certificate ARN: " + certificate.arn() + " is not a private certificate");
    }
    if (certificate.terms().filter(terms -> !terms.exportable()).isPresent()) {
      throw Refusal.invalid(
          "Certificate ARN: "
              + certificate.arn()
              + " is not exportable: expected one that was requested with Export ENABLED");
    }
    requireDecided(certificate);
    Status status = status(certificate, now);
    if (status != Status.ISSUED) {
      throw Refusal.invalid(
          "Certificate ARN: " + certificate.arn() + " is " + status + ": expected ISSUED");
    }
  }

  /** Refuses RevokeCertificate for what is not ours, was never handed out, is in use or revoked. */
  public static void requireRevocable(ManagedCertificate certificate, Instant now) {
    CertificateArn arn = certificate.arn();
    if (certificate.authority().isEmpty()) {
      throw Refusal.invalid("Certificate ARN: " + arn + " is not a private certificate");
    }
    Status status = status(certificate, now);
    if (status == Status.REVOKED) {
      throw Refusal.conflict("Certificate " + arn + " was revoked before.");
    }
    if (status != Status.ISSUED) {
      throw Refusal.invalid("Certificate ARN: " + arn + " is " + status + ": expected ISSUED");
    }
    requireUnused(certificate);
    if (!certificate.exported()) {
      throw Refusal.invalid(
          "Certificate ARN "
              + arn
              + " has not been exported: expected one that was, nobody else has its key");
    }
  }

  /** Refuses DeleteCertificate and RevokeCertificate while something refers to it. */
  public static void requireUnused(ManagedCertificate certificate) {
    if (!certificate.users().isEmpty()) {
      CertificateArn arn = certificate.arn();
      throw Refusal.inUse(
          "Certificate " + arn + " in account " + arn.home().account() + " is in use.");
    }
  }
}
