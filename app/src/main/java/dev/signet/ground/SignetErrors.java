// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import dev.signet.kernel.Refusal;

/** How the program's own API, {@code signet}, spells refusals: as App Mesh does. */
public final class SignetErrors {
  private SignetErrors() {}

  /** The name of the error for a reason. */
  public static String of(Refusal.Reason reason) {
    return switch (reason.kind()) {
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
