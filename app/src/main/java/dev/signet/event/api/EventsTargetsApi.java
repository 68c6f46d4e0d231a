// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.api;

import dev.signet.event.RuleTarget;
import dev.signet.event.RuleTargets;
import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.events.Events;
import dev.signet.wire.generated.events.ListRuleNamesByTargetRequest;
import dev.signet.wire.generated.events.ListRuleNamesByTargetResponse;
import dev.signet.wire.generated.events.ListTargetsByRuleRequest;
import dev.signet.wire.generated.events.ListTargetsByRuleResponse;
import dev.signet.wire.generated.events.PutTargetsRequest;
import dev.signet.wire.generated.events.PutTargetsResponse;
import dev.signet.wire.generated.events.RemoveTargetsRequest;
import dev.signet.wire.generated.events.RemoveTargetsResponse;
import dev.signet.wire.generated.events.RemoveTargetsResultEntry;
import java.util.List;
import java.util.function.Function;

/** The targets of rules. */
final class EventsTargetsApi {
  private final Ground ground;
  private final RuleTargets targets;

  private EventsTargetsApi(Ground ground, RuleTargets targets) {
    this.ground = ground;
    this.targets = targets;
  }

  static Bindings<Caller> bindings(Ground ground, RuleTargets targets) {
    EventsTargetsApi api = new EventsTargetsApi(ground, targets);
    return Bindings.<Caller>none()
        .on(Events.PUT_TARGETS, api::put)
        .on(Events.LIST_TARGETS_BY_RULE, api::list)
        .on(Events.LIST_RULE_NAMES_BY_TARGET, api::rules)
        .on(Events.REMOVE_TARGETS, api::remove);
  }

  private PutTargetsResponse put(Caller caller, PutTargetsRequest request) {
    EventBusApi.requireDefault(caller, request.eventBusName());
    targets.put(caller, request.rule(), request.targets().stream().map(TargetWire::read).toList());
    return PutTargetsResponse.of().withFailedEntryCount(0).withFailedEntries(List.of());
  }

  private ListTargetsByRuleResponse list(Caller caller, ListTargetsByRuleRequest request) {
    EventBusApi.requireDefault(caller, request.eventBusName());
    var listing = new Pages.Listing("ListTargetsByRule", caller.home(), request.rule());
    Page<RuleTarget> page =
        Pages.cut(
            targets.all(caller, request.rule()),
            RuleTarget::id,
            ground.pages().position(listing, request.nextToken()),
            request.limit());
    return ListTargetsByRuleResponse.of()
        .withTargets(page.items().stream().map(TargetWire::shown).toList())
        .withNextToken(ground.pages().next(listing, page));
  }

  private ListRuleNamesByTargetResponse rules(Caller caller, ListRuleNamesByTargetRequest request) {
    EventBusApi.requireDefault(caller, request.eventBusName());
    var listing = new Pages.Listing("ListRuleNamesByTarget", caller.home(), request.targetArn());
    Page<String> page =
        Pages.cut(
            targets.rules(caller, request.targetArn()),
            Function.identity(),
            ground.pages().position(listing, request.nextToken()),
            request.limit());
    return ListRuleNamesByTargetResponse.of()
        .withRuleNames(page.items())
        .withNextToken(ground.pages().next(listing, page));
  }

  private RemoveTargetsResponse remove(Caller caller, RemoveTargetsRequest request) {
    EventBusApi.requireDefault(caller, request.eventBusName());
    List<RemoveTargetsResultEntry> failed =
        targets.remove(caller, request.rule(), request.ids()).stream()
            .map(id ->
                RemoveTargetsResultEntry.of()
                    .withTargetId(id)
                    .withErrorCode(new EventsErrors().of(Refusal.Kind.NOT_FOUND))
                    .withErrorMessage("Rule " + request.rule() + " has no target " + id))
            .toList();
    return RemoveTargetsResponse.of().withFailedEntryCount(failed.size()).withFailedEntries(failed);
  }
}
