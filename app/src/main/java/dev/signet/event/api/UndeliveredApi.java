// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.api;

import dev.signet.event.Rule;
import dev.signet.event.Undelivered;
import dev.signet.event.UndeliveredEvents;
import dev.signet.ground.Api;
import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.ground.SignetErrors;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Page;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.signet.ListUndeliveredEventsInput;
import dev.signet.wire.generated.signet.ListUndeliveredEventsOutput;
import dev.signet.wire.generated.signet.Signet;
import dev.signet.wire.generated.signet.UndeliveredEvent;

/** The dead-letter list. */
public final class UndeliveredApi {
  private static final int MOST = 100;

  private final Ground ground;
  private final UndeliveredEvents events;

  private UndeliveredApi(Ground ground, UndeliveredEvents events) {
    this.ground = ground;
    this.events = events;
  }

  /** The code for the operation. */
  public static Api of(Ground ground, UndeliveredEvents events) {
    UndeliveredApi api = new UndeliveredApi(ground, events);
    return Api.signed(
        "signet",
        Bindings.<Caller>none().on(Signet.LIST_UNDELIVERED_EVENTS, api::list),
        SignetErrors::of);
  }

  private ListUndeliveredEventsOutput list(Caller caller, ListUndeliveredEventsInput request) {
    Pages.Listing listing = new Pages.Listing("ListUndeliveredEvents", caller.home(), "");
    int after =
        ground.pages().position(listing, request.nextToken()).map(Integer::parseInt).orElse(0);
    int limit = request.limit() == null ? MOST : request.limit();
    Page<Undelivered> page = events.page(caller.home(), after, limit);
    return ListUndeliveredEventsOutput.of(
            page.items().stream().map(each -> shown(caller.home(), each)).toList())
        .withNextToken(ground.pages().next(listing, page));
  }

  private static UndeliveredEvent shown(Home home, Undelivered each) {
    return new UndeliveredEvent(
        each.event(),
        Rule.arn(home, each.rule()).toString(),
        each.target(),
        each.attempts(),
        each.queuedAt(),
        each.endedAt(),
        each.why(),
        each.content());
  }
}
