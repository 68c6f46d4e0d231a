// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.authority.Authorities;
import dev.signet.authority.AuthorityReason;
import dev.signet.authority.Issuance;
import dev.signet.authority.IssuedCertificate;
import dev.signet.authority.RevokedCertificate;
import dev.signet.authority.Roots;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.pki.cert.Serial;
import dev.signet.pki.key.KeyFamily;
import dev.signet.pki.status.RevocationReason;
import java.util.Optional;

/** Issues from our own private CA and gives its refusals the acm API's reasons. */
final class AuthorityIssuer implements PrivateIssuer {
  private final Authorities authorities;
  private final Issuance issuance;
  private final Roots roots;

  AuthorityIssuer(Authorities authorities, Issuance issuance, Roots roots) {
    this.authorities = authorities;
    this.issuance = issuance;
    this.roots = roots;
  }

  @Override
  public Response issue(Caller who, String authorityArn, byte[] csrDer, IssuingProfile profile) {
    try {
      IssuedCertificate issued =
          issuance.issueEndEntity(
              who, authorityArn, csrDer, profile.template(), profile.validity());
      return new Response.Certified(issued.certificate(), issued.issuers());
    } catch (Refusal refusal) {
      if (refusal.kind() == Refusal.Kind.UNAVAILABLE) {
        throw refusal; // the server's own trouble, which no certificate is to remember
      }
      return new Response.Declined(failure(refusal.reason()), refusal.message());
    }
  }

  @Override
  public RevokedCertificate revoke(
      Caller who, String authorityArn, Serial serial, RevocationReason reason) {
    return issuance.revoke(who, authorityArn, serial, reason);
  }

  @Override
  public Optional<RevokedCertificate> revocation(Change change) {
    return issuance.revocation(change);
  }

  @Override
  public String makeRoot(Caller owner, String commonName, String token) {
    return roots.make(owner, commonName, token);
  }

  @Override
  public Optional<KeyFamily> familyOf(String authorityArn) {
    return authorities.keyFamily(authorityArn);
  }

  static IssuanceFailure failure(Refusal.Reason reason) {
    return reason instanceof AuthorityReason exact ? failure(exact) : failure(reason.kind());
  }

  private static IssuanceFailure failure(AuthorityReason reason) {
    return switch (reason) {
      case INVALID_ARN -> IssuanceFailure.PCA_INVALID_ARN;
      case OTHER_ACCOUNT -> IssuanceFailure.PCA_ACCESS_DENIED;
      case VALIDITY_BEYOND_ISSUER -> IssuanceFailure.PCA_INVALID_DURATION;
      case NAME_CONSTRAINTS -> IssuanceFailure.PCA_NAME_CONSTRAINTS_VALIDATION;
      case MALFORMED_REQUEST,
          MALFORMED_CERTIFICATE,
          CERTIFICATE_MISMATCH,
          WRONG_CERTIFICATE_TYPE,
          NOT_REVOCABLE, // this and the next: nothing is issued by these
          ALREADY_REVOKED,
          INVALID_POLICY ->
          IssuanceFailure.PCA_INVALID_ARGS;
    };
  }

  private static IssuanceFailure failure(Refusal.Kind kind) {
    return switch (kind) {
      case DENIED -> IssuanceFailure.PCA_ACCESS_DENIED;
      case NOT_FOUND -> IssuanceFailure.PCA_RESOURCE_NOT_FOUND;
      case WRONG_STATE -> IssuanceFailure.PCA_INVALID_STATE;
      case EXCEEDED -> IssuanceFailure.PCA_LIMIT_EXCEEDED;
      case MALFORMED, INVALID -> IssuanceFailure.PCA_INVALID_ARGS;
      case THROTTLED, UNAVAILABLE, CONFLICT, PENDING -> IssuanceFailure.PCA_REQUEST_FAILED;
      case EXISTS, IN_USE, NOT_IMPLEMENTED -> IssuanceFailure.OTHER;
    };
  }
}
