// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import dev.signet.wire.codec.Problem;
import dev.signet.wire.sigv4.Verdict;

/** What the door itself answers, before or beside any service: the same in every service. */
enum DoorError {
  UNSIGNED,
  INCOMPLETE_SIGNATURE,
  UNKNOWN_KEY,
  FALSE_SIGNATURE,
  UNKNOWN_OPERATION,
  UNSUPPORTED_PROTOCOL,
  UNSUPPORTED_CONTENT,
  NO_API,
  NOT_IMPLEMENTED,
  CONSTRAINT,
  UNREADABLE,
  TOO_LARGE,
  LONG_PATH,
  LONG_HEADERS,
  FAULT,
  OVERLOADED;

  static DoorError of(Verdict.Kind kind) {
    return switch (kind) {
      case MISSING -> UNSIGNED;
      case INCOMPLETE, UNSUPPORTED -> INCOMPLETE_SIGNATURE;
      case UNKNOWN_KEY, STRAY_TOKEN -> UNKNOWN_KEY;
      case BAD_SIGNATURE, SKEW, EXPIRED, EXPIRED_SCOPE -> FALSE_SIGNATURE;
      case AMBIGUOUS_PATH -> UNREADABLE;
    };
  }

  static DoorError of(Problem.Kind kind) {
    return kind == Problem.Kind.CONSTRAINT ? CONSTRAINT : UNREADABLE;
  }
}
