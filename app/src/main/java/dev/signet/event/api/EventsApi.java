// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event.api;

import dev.signet.event.Publications;
import dev.signet.event.Rule;
import dev.signet.event.RuleTargets;
import dev.signet.event.Rules;
import dev.signet.event.pattern.EventPattern;
import dev.signet.ground.Api;
import dev.signet.ground.Ground;
import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.codec.Empty;
import dev.signet.wire.generated.events.DeleteRuleRequest;
import dev.signet.wire.generated.events.DescribeRuleRequest;
import dev.signet.wire.generated.events.DescribeRuleResponse;
import dev.signet.wire.generated.events.DisableRuleRequest;
import dev.signet.wire.generated.events.EnableRuleRequest;
import dev.signet.wire.generated.events.Events;
import dev.signet.wire.generated.events.ListRulesRequest;
import dev.signet.wire.generated.events.ListRulesResponse;
import dev.signet.wire.generated.events.PutRuleRequest;
import dev.signet.wire.generated.events.PutRuleResponse;
import dev.signet.wire.generated.events.RuleState;
import java.util.List;
import java.util.Optional;

/** Translates the events API to the commands of this feature: rules. */
public final class EventsApi {
  private final Ground ground;
  private final Rules rules;

  /** What the service does, each by one of this room's services. */
  public record Services(Rules rules, RuleTargets targets, Publications publications) {}

  private EventsApi(Ground ground, Services services) {
    this.ground = ground;
    this.rules = services.rules();
  }

  /** What is built of the service: rules, targets and events on the default bus. */
  public static Api of(Ground ground, Services services) {
    EventsApi api = new EventsApi(ground, services);
    Bindings<Caller> signed =
        Bindings.<Caller>none()
            .on(Events.PUT_RULE, api::put)
            .on(Events.DESCRIBE_RULE, api::describe)
            .on(Events.LIST_RULES, api::list)
            .on(Events.ENABLE_RULE, api::enable)
            .on(Events.DISABLE_RULE, api::disable)
            .on(Events.DELETE_RULE, api::delete)
            .and(EventBusApi.bindings())
            .and(EventsTagsApi.bindings(services.rules()))
            .and(EventsTargetsApi.bindings(ground, services.targets()))
            .and(EventsPutApi.bindings(ground, services.publications()));
    return Api.signed("events", signed, new EventsErrors());
  }

  private PutRuleResponse put(Caller caller, PutRuleRequest request) {
    EventBusApi.requireDefault(caller, request.eventBusName());
    if (request.scheduleExpression() != null) {
      throw Refusal.invalid(
          "ScheduleExpression '"
              + request.scheduleExpression()
              + "' is not built yet: expected an EventPattern");
    }
    if (request.eventPattern() == null) {
      throw Refusal.invalid("EventPattern is missing: expected one");
    }
    Rule rule =
        new Rule(
            caller.home(),
            request.name(),
            EventPattern.parse(request.eventPattern()),
            request.state() != RuleState.DISABLED,
            Optional.ofNullable(request.description()),
            Optional.ofNullable(request.roleArn()),
            Tags.of(EventsTagsApi.tags(request.tags())));
    return PutRuleResponse.of().withRuleArn(rules.put(caller, rule).toString());
  }

  private DescribeRuleResponse describe(Caller caller, DescribeRuleRequest request) {
    EventBusApi.requireDefault(caller, request.eventBusName());
    Rule rule = rules.find(caller, request.name());
    return DescribeRuleResponse.of()
        .withName(rule.name())
        .withArn(rule.arn().toString())
        .withEventPattern(rule.pattern().text())
        .withState(state(rule))
        .withDescription(rule.description().orElse(null))
        .withRoleArn(rule.role().orElse(null))
        .withEventBusName(EventBusApi.NAME)
        .withCreatedBy(caller.account().value());
  }

  private ListRulesResponse list(Caller caller, ListRulesRequest request) {
    EventBusApi.requireDefault(caller, request.eventBusName());
    String prefix = request.namePrefix() == null ? "" : request.namePrefix();
    Pages.Listing listing = new Pages.Listing("ListRules", caller.home(), prefix);
    List<Rule> fitting =
        rules.all(caller.home()).stream().filter(rule -> rule.name().startsWith(prefix)).toList();
    Page<Rule> page =
        Pages.cut(
            fitting,
            Rule::name,
            ground.pages().position(listing, request.nextToken()),
            request.limit());
    return ListRulesResponse.of()
        .withRules(page.items().stream().map(EventsApi::shown).toList())
        .withNextToken(ground.pages().next(listing, page));
  }

  private static dev.signet.wire.generated.events.Rule shown(Rule rule) {
    return dev.signet.wire.generated.events.Rule.of()
        .withName(rule.name())
        .withArn(rule.arn().toString())
        .withEventPattern(rule.pattern().text())
        .withState(state(rule))
        .withDescription(rule.description().orElse(null))
        .withRoleArn(rule.role().orElse(null))
        .withEventBusName(EventBusApi.NAME);
  }

  private static RuleState state(Rule rule) {
    return rule.enabled() ? RuleState.ENABLED : RuleState.DISABLED;
  }

  private Empty enable(Caller caller, EnableRuleRequest request) {
    EventBusApi.requireDefault(caller, request.eventBusName());
    rules.enable(caller, request.name(), true);
    return Empty.VALUE;
  }

  private Empty disable(Caller caller, DisableRuleRequest request) {
    EventBusApi.requireDefault(caller, request.eventBusName());
    rules.enable(caller, request.name(), false);
    return Empty.VALUE;
  }

  private Empty delete(Caller caller, DeleteRuleRequest request) {
    EventBusApi.requireDefault(caller, request.eventBusName());
    rules.delete(caller, request.name());
    return Empty.VALUE;
  }
}
