// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import dev.signet.ground.ErrorNames;
import dev.signet.kernel.Refusal;

/** Transitional: goes when every room has its own table. */
public final class AwsErrors {
  private AwsErrors() {}

  /** The table of a service. */
  public static ErrorNames of(String service) {
    return reason ->
        switch (service) {
          case "acm-pca" -> privateCa(reason.kind());
          case "acm" -> certificateManager(reason.kind());
          case "appmesh", "signet" -> mesh(reason.kind());
          default -> "ValidationException";
        };
  }

  private static String privateCa(Refusal.Kind kind) {
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
      case NOT_IMPLEMENTED -> "NotImplementedException";
    };
  }

  private static String certificateManager(Refusal.Kind kind) {
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
      case NOT_IMPLEMENTED -> "NotImplementedException";
    };
  }

  private static String mesh(Refusal.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> "NotFoundException";
      case WRONG_STATE, INVALID, MALFORMED -> "BadRequestException";
      case EXISTS, CONFLICT, PENDING -> "ConflictException";
      case IN_USE -> "ResourceInUseException";
      case DENIED -> "ForbiddenException";
      case EXCEEDED -> "LimitExceededException";
      case THROTTLED -> "TooManyRequestsException";
      case NOT_IMPLEMENTED -> "NotImplementedException";
    };
  }
}
