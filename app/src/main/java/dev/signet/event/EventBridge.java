// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.event.api.EventsApi;
import dev.signet.event.api.UndeliveredApi;
import dev.signet.ground.Api;
import dev.signet.ground.EventSource;
import dev.signet.ground.Ground;
import java.util.List;

/** Rules over events and their delivery: the door of this room. */
public final class EventBridge implements AutoCloseable {
  private final EventReceivers receivers;
  private final ServiceEvents services;
  private final Deliveries deliveries;
  private final Api api;
  private final Api own;

  private EventBridge(Ground ground, List<EventSource> sources, EventReceiverRules rules) {
    this.receivers = new EventReceivers(rules);
    Outbox outbox = new Outbox(ground);
    this.api =
        EventsApi.of(
            ground,
            new EventsApi.Services(
                new Rules(ground),
                new RuleTargets(ground, receivers),
                new Publications(ground, outbox)));
    this.own = UndeliveredApi.of(ground, new UndeliveredEvents(ground));
    this.services = new ServiceEvents(ground, sources, outbox);
    this.deliveries = new Deliveries(ground, outbox, receivers);
  }

  /**
   * Opens the room; events are delivered from then on.
   *
   * @param sources the rooms that tell of their changes
   * @param rules who takes events
   */
  public static EventBridge open(
      Ground ground, List<EventSource> sources, EventReceiverRules rules) {
    return new EventBridge(ground, sources, rules);
  }

  /** What it answers of events. */
  public Api api() {
    return api;
  }

  /** What it answers of our own operations. */
  public Api own() {
    return own;
  }

  @Override
  public void close() {
    services.close();
    deliveries.close();
    receivers.close();
  }
}
