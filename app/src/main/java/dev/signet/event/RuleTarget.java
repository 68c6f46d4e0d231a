// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import java.time.Duration;
import java.util.Optional;

/**
 * Whom a rule tells.
 *
 * @param arn means a receiver, see {@link EventReceivers}
 * @param role kept and answered, and used by nobody
 */
public record RuleTarget(
    String id, String arn, Optional<String> role, TargetInput input, Retries retries) {
  /**
   * For how long an event is tried.
   *
   * @param most tries after the first one
   * @param age of an event that is tried for the last time
   */
  public record Retries(int most, Duration age) {
    /** As many and as long as EventBridge tries. */
    public static final Retries USUAL = new Retries(185, Duration.ofHours(24));
  }
}
