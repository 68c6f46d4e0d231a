// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import dev.signet.wire.sigv4.Verdict;

/** How S3 spells what the door answers before the store is asked ("Error responses"). */
record S3DoorErrors(int status, String code, String message) {
  /** A signature that is refused. */
  static S3DoorErrors of(Verdict.Refused refused) {
    return switch (refused.kind()) {
      case MISSING -> new S3DoorErrors(403, "AccessDenied", "Access Denied: " + refused.message());
      case EXPIRED -> new S3DoorErrors(403, "AccessDenied", refused.message());
      case INCOMPLETE, EXPIRED_SCOPE ->
          new S3DoorErrors(400, "AuthorizationHeaderMalformed", refused.message());
      case UNSUPPORTED, AMBIGUOUS_PATH ->
          new S3DoorErrors(400, "InvalidRequest", refused.message());
      case UNKNOWN_KEY -> of(DoorError.UNKNOWN_KEY, refused.message());
      case STRAY_TOKEN -> new S3DoorErrors(400, "InvalidToken", refused.message());
      case BAD_SIGNATURE -> of(DoorError.FALSE_SIGNATURE, refused.message());
      case SKEW -> new S3DoorErrors(403, "RequestTimeTooSkewed", refused.message());
    };
  }

  /** A path or query that cannot be decoded. */
  static S3DoorErrors unreadable(String message) {
    return new S3DoorErrors(400, "InvalidURI", "Couldn't parse the specified URI: " + message);
  }

  /** More calls than there is room for. */
  static S3DoorErrors overloaded() {
    return of(DoorError.OVERLOADED, "too many requests are being answered, try again");
  }

  /** What HTTP refuses, or what goes wrong around a call. */
  static S3DoorErrors of(DoorError error, String message) {
    return switch (error) {
      case UNKNOWN_KEY -> new S3DoorErrors(403, "InvalidAccessKeyId", message);
      case FALSE_SIGNATURE -> new S3DoorErrors(403, "SignatureDoesNotMatch", message);
      case TOO_LARGE -> new S3DoorErrors(400, "EntityTooLarge", message);
      case OVERLOADED -> new S3DoorErrors(503, "SlowDown", message);
      case LONG_PATH, LONG_HEADERS ->
          new S3DoorErrors(400, "RequestHeaderSectionTooLarge", message);
      case FAULT -> new S3DoorErrors(500, "InternalError", message);
      case UNKNOWN_OPERATION -> new S3DoorErrors(405, "MethodNotAllowed", message);
      default -> new S3DoorErrors(400, "InvalidRequest", message);
    };
  }
}
