// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.pki.cert.Certificate;
import dev.signet.pki.key.KeySpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a listing tells of a certificate: all of it stands in its row, none in its chain.
 *
 * @param failure why it was not issued
 * @param issue of the one in force; empty when it was not issued
 * @param users ARNs of what refers to it, sorted
 * @param exported since it was last issued
 * @param exportable whether it is public and may be exported
 * @param managedBy CLOUDFRONT, or empty
 * @param revokedAt when it was taken back
 */
public record ListedCertificate(
    CertificateArn arn,
    CertificateNames names,
    KeySpec keySpec,
    CertificateOrigin origin,
    Instant createdAt,
    Optional<IssuanceFailure> failure,
    Optional<Issue> issue,
    List<String> users,
    boolean exported,
    boolean exportable,
    Optional<String> managedBy,
    Optional<Instant> revokedAt) {
  /** Copies the list. */
  public ListedCertificate {
    users = List.copyOf(users);
  }

  /** When a certificate was issued, when it holds and what for. */
  public record Issue(
      Instant issuedAt, Instant notBefore, Instant notAfter, CertificatePurposes purposes) {
    /** That of a certificate. */
    static Issue of(Certificate leaf, Instant issuedAt) {
      return new Issue(
          issuedAt,
          leaf.period().notBefore(),
          leaf.period().notAfter(),
          CertificatePurposes.of(leaf));
    }
  }

  /** The state at an instant. */
  public CertificateLifecycle.Status status(Instant now) {
    return CertificateLifecycle.status(
        failure, issue.map(Issue::notAfter), revokedAt.isPresent(), now);
  }

  /** RenewalEligibility: ours to renew, in force, and somebody depends on it. */
  public boolean isEligible(Instant now) {
    return origin != CertificateOrigin.IMPORTED
        && status(now) == CertificateLifecycle.Status.ISSUED
        && (!users.isEmpty() || exported);
  }
}
