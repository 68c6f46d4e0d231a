// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.kernel.Home;
import java.time.Instant;

/**
 * An event on its way to a target.
 *
 * @param event its id
 * @param content the event, JSON
 * @param attempts so far, all in vain
 */
record Delivery(Lane lane, String event, String content, Instant queuedAt, int attempts) {
  /** A target of a rule: what goes there waits for nothing that goes elsewhere. */
  record Lane(Home home, String rule, String target) {}

  /** One that is new. */
  static Delivery of(Lane lane, String event, String content, Instant now) {
    return new Delivery(lane, event, content, now, 0);
  }
}
