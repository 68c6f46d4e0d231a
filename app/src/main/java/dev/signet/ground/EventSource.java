// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import dev.signet.ledger.Change;
import java.util.Optional;

/** A room that tells of its changes. */
@FunctionalInterface
public interface EventSource {
  /** The event of a change; empty for one of another room, or of which nobody is told. */
  Optional<ServiceEvent> event(Change change);
}
