// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.kernel.Refusal;

/** Why events are refused, where that says more than the kind. */
public enum EventReason implements Refusal.Reason {
  /** An event pattern that is none. */
  BAD_PATTERN(Refusal.Kind.INVALID),
  /** An event without something that each has. */
  MISSING_ARGUMENT(Refusal.Kind.INVALID),
  /** An event of a source that is ours. */
  RESERVED_SOURCE(Refusal.Kind.DENIED),
  /** A detail that is no JSON object. */
  MALFORMED_DETAIL(Refusal.Kind.MALFORMED);

  private final Refusal.Kind kind;

  EventReason(Refusal.Kind kind) {
    this.kind = kind;
  }

  @Override
  public Refusal.Kind kind() {
    return kind;
  }
}
