// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.api;

import dev.signet.kernel.Refusal;
import dev.signet.kernel.SharedReason;

/** How the appmesh API spells refusals. */
public final class AppMeshErrors {
  private AppMeshErrors() {}

  /** The name of the error for a reason. */
  public static String of(Refusal.Reason reason) {
    return reason == SharedReason.TOO_MANY_TAGS ? "TooManyTagsException" : of(reason.kind());
  }

  private static String of(Refusal.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> "NotFoundException";
      case WRONG_STATE, INVALID, MALFORMED -> "BadRequestException";
      case EXISTS, CONFLICT, PENDING -> "ConflictException";
      case IN_USE -> "ResourceInUseException";
      case DENIED -> "ForbiddenException";
      case EXCEEDED -> "LimitExceededException";
      case THROTTLED -> "TooManyRequestsException";
      case UNAVAILABLE -> "ServiceUnavailableException";
      case NOT_IMPLEMENTED -> "NotImplementedException";
    };
  }
}
