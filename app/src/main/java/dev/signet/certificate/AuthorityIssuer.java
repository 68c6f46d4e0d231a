// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.authority.Authorities;
import dev.signet.authority.Issuance;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.pki.cert.ValidityTerm;
import dev.signet.pki.key.KeyFamily;
import java.util.Optional;

/** Issues from our own private CA and gives its refusals the acm API's reasons. */
public final class AuthorityIssuer implements PrivateIssuer {
  private final Authorities authorities;
  private final Issuance issuance;

  public AuthorityIssuer(Authorities authorities, Issuance issuance) {
    this.authorities = authorities;
    this.issuance = issuance;
  }

  @Override
  public Outcome issue(Caller who, String authorityArn, byte[] csrDer, ValidityTerm validity) {
    try {
      var issued = issuance.issueEndEntity(who, authorityArn, csrDer, validity);
      return new Outcome.Issued(issued.certificate(), issued.issuers());
    } catch (Refusal refusal) {
      return new Outcome.Refused(reason(refusal), refusal.message());
    }
  }

  @Override
  public Optional<KeyFamily> familyOf(String authorityArn) {
    return authorities.keyFamily(authorityArn);
  }

  private static FailureReason reason(Refusal refusal) {
    if (refusal.code().equals(Optional.of("InvalidArnException"))) {
      return FailureReason.PCA_INVALID_ARN;
    }
    return switch (refusal.kind()) {
      case DENIED -> FailureReason.PCA_ACCESS_DENIED;
      case NOT_FOUND -> FailureReason.PCA_RESOURCE_NOT_FOUND;
      case WRONG_STATE -> FailureReason.PCA_INVALID_STATE;
      case EXCEEDED -> FailureReason.PCA_LIMIT_EXCEEDED;
      case MALFORMED ->
          refusal.message().contains("exceeds the certificate authority validity")
              ? FailureReason.PCA_INVALID_DURATION
              : FailureReason.PCA_INVALID_ARGS;
      case INVALID ->
          refusal.message().contains("name constraints")
              ? FailureReason.PCA_NAME_CONSTRAINTS_VALIDATION
              : FailureReason.PCA_INVALID_ARGS;
      case THROTTLED, CONFLICT, PENDING -> FailureReason.PCA_REQUEST_FAILED;
      case EXISTS, IN_USE, NOT_IMPLEMENTED -> FailureReason.OTHER;
    };
  }
}
