// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.ground.Ground;
import dev.signet.kernel.Home;
import dev.signet.kernel.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was given up, to be read for two weeks. */
public final class UndeliveredEvents {
  /** As long as anybody can read them. */
  static final Duration KEPT = Duration.ofDays(14);

  private final Ground ground;

  UndeliveredEvents(Ground ground) {
    this.ground = ground;
  }

  /**
   * A page of them, the newest first.
   *
   * @param after how many come before it
   */
  public Page<Undelivered> page(Home home, int after, int limit) {
    Instant since = ground.now().minus(KEPT);
    List<Undelivered> found =
        ground.store().read(tx -> DeliveryTables.ended(tx, home, since, after, limit + 1));
    return found.size() > limit
        ? new Page<>(found.subList(0, limit), Optional.of(Integer.toString(after + limit)))
        : new Page<>(found, Optional.empty());
  }
}
