// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.api;

import dev.signet.event.EventReason;
import dev.signet.ground.ErrorNames;
import dev.signet.kernel.Refusal;

/** How events spells refusals. */
public final class EventsErrors implements ErrorNames {
  @Override
  public String of(Refusal.Reason reason) {
    return switch (reason) {
      case EventReason own -> name(own);
      default -> name(reason.kind());
    };
  }

  private static String name(EventReason reason) {
    return switch (reason) {
      case BAD_PATTERN -> "InvalidEventPatternException";
      case MISSING_ARGUMENT -> "InvalidArgument";
      case RESERVED_SOURCE -> "NotAuthorizedForSourceException";
      case MALFORMED_DETAIL -> "MalformedDetail";
    };
  }

  private static String name(Refusal.Kind kind) {
    return switch (kind) {
      case NOT_FOUND -> "ResourceNotFoundException";
      case INVALID, MALFORMED, WRONG_STATE, IN_USE, PENDING -> "ValidationException";
      case EXISTS, CONFLICT -> "ResourceAlreadyExistsException";
      case DENIED -> "AccessDeniedException";
      case EXCEEDED -> "LimitExceededException";
      case THROTTLED -> "ThrottlingException";
      case UNAVAILABLE -> "ServiceUnavailableException";
      case NOT_IMPLEMENTED -> "NotImplementedException";
    };
  }
}
