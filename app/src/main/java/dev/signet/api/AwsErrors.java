// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import dev.signet.ground.ErrorNames;
import dev.signet.kernel.Refusal;
import dev.signet.mesh.Meshes;

/** Transitional: goes when every room has its own table. */
public final class AwsErrors {
  private AwsErrors() {}

  /** The table of a service. */
  public static ErrorNames of(String service) {
    return reason ->
        switch (service) {
          case "acm-pca" -> privateCa(reason.kind());
          case "acm" -> certificateManager(reason.kind());
          case "appmesh", "signet" -> Meshes.ERRORS.of(reason);
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
}
