// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.ErrorShape;
import dev.signet.wire.codec.ServiceModel;
import org.jspecify.annotations.Nullable;

/** Gives a refusal the service's error name and HTTP status. */
final class AwsErrors {
  private AwsErrors() {}

  record Named(int status, String code) {}

  static Named of(@Nullable ServiceModel service, Refusal refusal) {
    String name = service == null ? "" : service.name();
    String code =
        refusal
            .code()
            .orElseGet(() ->
                switch (name) {
                  case "acm-pca" -> privateCa(refusal.kind());
                  case "acm" -> certificateManager(refusal.kind());
                  case "appmesh", "signet" -> mesh(refusal.kind());
                  default -> "ValidationException";
                });
    int status =
        service == null
            ? 400
            : service.error(code).map(ErrorShape::status).orElse(usual(refusal.kind()));
    return new Named(status, code);
  }

  private static int usual(Refusal.Kind kind) {
    return kind == Refusal.Kind.NOT_IMPLEMENTED ? 501 : 400;
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
