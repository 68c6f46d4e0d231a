// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.api;

import dev.signet.authority.AuthorityReason;
import dev.signet.ground.ErrorNames;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.SharedReason;

/** How acm-pca spells refusals. */
public final class AcmPcaErrors implements ErrorNames {
  @Override
  public String of(Refusal.Reason reason) {
    return switch (reason) {
      case AuthorityReason own -> name(own);
      case SharedReason shared -> name(shared);
      default -> name(reason.kind());
    };
  }

  private static String name(AuthorityReason reason) {
    return switch (reason) {
      case INVALID_ARN -> "InvalidArnException";
      case MALFORMED_REQUEST -> "MalformedCSRException";
      case MALFORMED_CERTIFICATE -> "MalformedCertificateException";
      case CERTIFICATE_MISMATCH -> "CertificateMismatchException";
      case WRONG_CERTIFICATE_TYPE, NOT_REVOCABLE -> "InvalidRequestException";
      case INVALID_POLICY -> "InvalidPolicyException";
      case ALREADY_REVOKED -> "RequestAlreadyProcessedException";
      case OTHER_ACCOUNT, VALIDITY_BEYOND_ISSUER, NAME_CONSTRAINTS -> name(reason.kind());
    };
  }

  private static String name(SharedReason reason) {
    return switch (reason) {
      case ILLEGAL_TAG, TAG_GIVEN_TWICE -> "InvalidTagException";
      case TOO_MANY_TAGS -> "TooManyTagsException";
      case BAD_PAGE_TOKEN -> "InvalidNextTokenException";
      case TOKEN_REUSED -> name(reason.kind());
    };
  }

  private static String name(Refusal.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> "ResourceNotFoundException";
      case WRONG_STATE -> "InvalidStateException";
      case INVALID -> "InvalidArgsException";
      case MALFORMED -> "ValidationException";
      case EXISTS -> "PermissionAlreadyExistsException";
      case IN_USE -> "InvalidRequestException";
      case PENDING -> "RequestInProgressException";
      case CONFLICT -> "ConcurrentModificationException";
      case DENIED -> "AccessDeniedException";
      case EXCEEDED -> "LimitExceededException";
      case THROTTLED -> "ThrottlingException";
      case UNAVAILABLE -> "ServiceUnavailableException";
      case NOT_IMPLEMENTED -> "NotImplementedException";
    };
  }
}
