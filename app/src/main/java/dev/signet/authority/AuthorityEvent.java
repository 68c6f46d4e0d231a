// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.lifecycle.OwnAuthorities;
import dev.signet.authority.report.AuditReports;
import dev.signet.authority.revocation.Crls;
import dev.signet.authority.revocation.Revocations;
import dev.signet.ground.ServiceEvent;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS Private CA tells EventBridge of a change. What a call is refused is told to its caller
 * at once, and is no event: so only CRLs, which nobody waits for, have failures.
 *
 * @param resources the authority's ARN, then what else it is about
 * @param failure why it failed; empty when it was done
 */
record AuthorityEvent(Kind kind, List<String> resources, Optional<String> failure) {
  private static final String REPORT = "audit-report/";

  /** What it is about. */
  enum Kind {
    CREATION("Creation", "creation"),
    ISSUANCE("Certificate Issuance", "certificate-issuance"),
    REVOCATION("Certificate Revocation", "certificate-revocation"),
    CRL("CRL Generation", "crl-generation"),
    REPORT("Audit Report Generation", "audit-report-generation");

    private final String words;
    private final String type;

    Kind(String words, String type) {
      this.words = words;
      this.type = type;
    }

    /** The detail-type of EventBridge. */
    String detailType() {
      return "ACM Private CA " + words;
    }
  }

  AuthorityEvent {
    resources = List.copyOf(resources);
  }

  /** The event of a change; empty for one that AWS tells nothing of. */
  private static Optional<AuthorityEvent> of(Change change) {
    String subject = change.subject();
    return Optional.ofNullable(
        switch (change.kind()) {
          case OwnAuthorities.CREATED -> done(Kind.CREATION, subject);
          case Ledger.SIGNED -> done(Kind.ISSUANCE, authority(subject), subject);
          case Revocations.REVOKED -> done(Kind.REVOCATION, authority(subject), subject);
          case AuditReports.REPORTED -> done(Kind.REPORT, authority(subject), report(subject));
          case Crls.PUBLISHED -> done(Kind.CRL, authority(subject));
          case Crls.FAILED -> crlFailed(subject, "Failed to generate CRL. Internal failure.");
          case Publication.COPY_REFUSED ->
              crlFailed(subject, "Failed to write CRL to S3. Check your S3 bucket permissions.");
          case Publication.COPY_FAILED ->
              crlFailed(subject, "Failed to write CRL to S3. Internal failure.");
          default -> null;
        });
  }

  /** What is told of a change. */
  static Optional<ServiceEvent> told(Change change) {
    return of(change).map(AuthorityEvent::told);
  }

  private ServiceEvent told() {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("result", failure.isEmpty() ? "success" : "failure");
    failure.ifPresent(reason -> detail.put("reason", reason));
    return new ServiceEvent("acm-pca", kind.type, kind.detailType(), resources, detail);
  }

  private static AuthorityEvent done(Kind kind, String... resources) {
    return new AuthorityEvent(kind, List.of(resources), Optional.empty());
  }

  private static AuthorityEvent crlFailed(String subject, String reason) {
    return new AuthorityEvent(Kind.CRL, List.of(authority(subject)), Optional.of(reason));
  }

  /** The authority's ARN, which the ARNs of all that it has begin with. */
  private static String authority(String subject) {
    int id = subject.indexOf('/') + 1;
    return subject.substring(0, subject.indexOf('/', id));
  }

  private static String report(String subject) {
    return subject.substring(subject.indexOf(REPORT) + REPORT.length());
  }
}
