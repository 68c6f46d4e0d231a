// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.CertificateReason;
import dev.signet.ground.ErrorNames;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.SharedReason;

/** How acm spells refusals. */
public final class AcmErrors implements ErrorNames {
  @Override
  public String of(Refusal.Reason reason) {
    return switch (reason) {
      case CertificateReason own -> name(own);
      case SharedReason shared -> name(shared);
      default -> name(reason.kind());
    };
  }

  private static String name(CertificateReason reason) {
    return switch (reason) {
      case INVALID_ARN -> "InvalidArnException";
      case NAME_TOO_LONG, NOT_PUNYCODE, NO_PUBLIC_ISSUER -> "InvalidParameterException";
      case NO_SUCH_MAIL_DOMAIN -> "InvalidDomainValidationOptionsException";
    };
  }

  private static String name(SharedReason reason) {
    return switch (reason) {
      case ILLEGAL_TAG -> "InvalidTagException";
      case TAG_GIVEN_TWICE -> "InvalidParameterException";
      case TOO_MANY_TAGS -> "TooManyTagsException";
      case BAD_PAGE_TOKEN -> "InvalidArgsException";
      case TOKEN_REUSED -> name(reason.kind());
    };
  }

  private static String name(Refusal.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> "ResourceNotFoundException";
      case WRONG_STATE -> "InvalidStateException";
      case INVALID, MALFORMED, EXISTS -> "ValidationException";
      case IN_USE -> "ResourceInUseException";
      case PENDING -> "RequestInProgressException";
      case CONFLICT -> "ConflictException";
      case DENIED -> "AccessDeniedException";
      case EXCEEDED -> "LimitExceededException";
      case THROTTLED -> "ThrottlingException";
      case UNAVAILABLE -> "ServiceUnavailableException";
      case NOT_IMPLEMENTED -> "NotImplementedException";
    };
  }
}
