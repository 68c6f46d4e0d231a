// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.api;

import dev.signet.ground.ErrorNames;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.SharedReason;
import dev.signet.secret.SecretReason;

/** How secretsmanager spells refusals. */
public final class SecretsErrors implements ErrorNames {
  @Override
  public String of(Refusal.Reason reason) {
    return switch (reason) {
      case SecretReason own -> name(own);
      case SharedReason shared -> name(shared);
      default -> name(reason.kind());
    };
  }

  private static String name(SecretReason reason) {
    return switch (reason) {
      case BAD_NAME, BAD_VALUE -> "ValidationException";
      case NO_TOKEN -> "InvalidRequestException";
      case MALFORMED_POLICY -> "MalformedPolicyDocumentException";
      case PUBLIC_POLICY -> "PublicPolicyException";
      case NOT_OPENED -> "DecryptionFailure";
    };
  }

  private static String name(SharedReason reason) {
    return switch (reason) {
      case ILLEGAL_TAG, TAG_GIVEN_TWICE -> "InvalidParameterException";
      case TOO_MANY_TAGS -> "LimitExceededException";
      case BAD_PAGE_TOKEN -> "InvalidNextTokenException";
      case TOKEN_REUSED -> name(reason.kind());
    };
  }

  private static String name(Refusal.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> "ResourceNotFoundException";
      case INVALID, MALFORMED -> "InvalidParameterException";
      case WRONG_STATE, IN_USE, PENDING -> "InvalidRequestException";
      case EXISTS, CONFLICT -> "ResourceExistsException";
      case DENIED -> "AccessDeniedException";
      case EXCEEDED -> "LimitExceededException";
      case THROTTLED -> "ThrottlingException";
      case UNAVAILABLE -> "ServiceUnavailableException";
      case NOT_IMPLEMENTED -> "NotImplementedException";
    };
  }
}
