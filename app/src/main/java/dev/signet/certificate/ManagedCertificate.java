// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.kernel.Sha256;
import dev.signet.kernel.Tags;
import dev.signet.key.KeyRef;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.status.RevocationReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One managed certificate. One of a private CA is recorded only once that has answered, so it is
 * never pending.
 *
 * @param authority ARN of the CA that issues it; empty for one that was imported
 * @param terms of one that is public
 * @param transparency whether it was to be logged in public, only repeated to those who ask
 * @param users ARNs of what refers to it, sorted
 * @param exported since it was last issued
 * @param renewal the newest attempt
 * @param revocation of the one in force
 */
public record ManagedCertificate(
    CertificateArn arn,
    CertificateNames names,
    KeySpec keySpec,
    Optional<String> authority,
    Optional<PublicTerms> terms,
    Instant createdAt,
    Tags tags,
    boolean transparency,
    Outcome outcome,
    List<String> users,
    boolean exported,
    Optional<Renewal> renewal,
    Optional<Revocation> revocation) {
  /** Copies the list. */
  public ManagedCertificate {
    users = List.copyOf(users);
  }

  /** When and why it was taken back. */
  public record Revocation(Instant at, RevocationReason reason) {}

  /** What came of the request, or of the import. */
  public sealed interface Outcome {
    /** The certificate in force and its key. */
    record Issued(KeyRef key, Chain chain, Instant issuedAt) implements Outcome {
      /** The certificate itself. */
      public Certificate leaf() {
        return chain.first();
      }

      /** A name for exactly this chain with this key: changes when one of them does. */
      public String version() {
        return Sha256.name(chain.pem() + "\n" + key.id());
      }
    }

    /** Its names are not proven yet. */
    record Pending() implements Outcome {}

    /** The CA refused, or there was nothing to ask it for; that is final. */
    record Failed(IssuanceFailure reason) implements Outcome {}
  }

  /** State of a renewal, by the API's RenewalStatus names. */
  public enum RenewalStatus {
    /** Asked for, or refused by the CA; the next try may succeed. */
    PENDING_AUTO_RENEWAL,
    /** Its names are not proven any more; the next look may find that they are. */
    PENDING_VALIDATION,
    /** The certificate in force came of it. */
    SUCCESS
  }

  /** The newest attempt to renew; the reason is there while it is refused. */
  public record Renewal(RenewalStatus status, Optional<IssuanceFailure> reason, Instant at) {
    static Renewal succeeded(Instant at) {
      return new Renewal(RenewalStatus.SUCCESS, Optional.empty(), at);
    }

    static Renewal requested(Instant at) {
      return new Renewal(RenewalStatus.PENDING_AUTO_RENEWAL, Optional.empty(), at);
    }

    static Renewal unproven(Instant at) {
      return new Renewal(RenewalStatus.PENDING_VALIDATION, Optional.empty(), at);
    }

    static Renewal pending(IssuanceFailure reason, Instant at) {
      return new Renewal(RenewalStatus.PENDING_AUTO_RENEWAL, Optional.of(reason), at);
    }
  }

  /** Where it came from. */
  public CertificateOrigin origin() {
    if (terms.isPresent()) {
      return CertificateOrigin.AMAZON_ISSUED;
    }
    return authority.isPresent() ? CertificateOrigin.PRIVATE : CertificateOrigin.IMPORTED;
  }

  /** Whether it waits for the proofs of its names. */
  public boolean isPending() {
    return outcome instanceof Outcome.Pending;
  }

  /** The certificate in force; empty when the request failed or is pending. */
  public Optional<Outcome.Issued> current() {
    return outcome instanceof Outcome.Issued issued ? Optional.of(issued) : Optional.empty();
  }
}
