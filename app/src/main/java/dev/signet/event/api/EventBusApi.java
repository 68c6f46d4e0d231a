// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.api;

import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.events.DescribeEventBusRequest;
import dev.signet.wire.generated.events.DescribeEventBusResponse;
import dev.signet.wire.generated.events.EventBus;
import dev.signet.wire.generated.events.Events;
import dev.signet.wire.generated.events.ListEventBusesRequest;
import dev.signet.wire.generated.events.ListEventBusesResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one event bus that each home has. */
final class EventBusApi {
  static final String NAME = "default";

  private EventBusApi() {}

  static Bindings<Caller> bindings() {
    return Bindings.<Caller>none()
        .on(Events.DESCRIBE_EVENT_BUS, EventBusApi::describe)
        .on(Events.LIST_EVENT_BUSES, EventBusApi::list);
  }

  /** Refuses another bus than the default one, by its name or ARN. */
  static void requireDefault(Caller caller, @Nullable String bus) {
    if (!isDefault(caller, bus)) {
      throw Refusal.notFound("Event bus " + bus + " does not exist: expected default.");
    }
  }

  static boolean isDefault(Caller caller, @Nullable String bus) {
    return bus == null || bus.equals(NAME) || bus.equals(arn(caller.home()).toString());
  }

  private static Arn arn(Home home) {
    return home.arn("events", "event-bus/" + NAME);
  }

  private static DescribeEventBusResponse describe(Caller caller, DescribeEventBusRequest request) {
    requireDefault(caller, request.name());
    return DescribeEventBusResponse.of().withName(NAME).withArn(arn(caller.home()).toString());
  }

  private static ListEventBusesResponse list(Caller caller, ListEventBusesRequest request) {
    String prefix = request.namePrefix() == null ? "" : request.namePrefix();
    EventBus only = EventBus.of().withName(NAME).withArn(arn(caller.home()).toString());
    return ListEventBusesResponse.of()
        .withEventBuses(NAME.startsWith(prefix) ? List.of(only) : List.of());
  }
}
