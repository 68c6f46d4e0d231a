// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import static dev.signet.event.EventScene.ANY;
import static dev.signet.event.EventScene.arn;
import static dev.signet.event.EventScene.refused;
import static dev.signet.event.EventScene.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.wire.generated.events.DeadLetterConfig;
import dev.signet.wire.generated.events.DeleteRuleRequest;
import dev.signet.wire.generated.events.DescribeEventBusRequest;
import dev.signet.wire.generated.events.DescribeRuleRequest;
import dev.signet.wire.generated.events.DescribeRuleResponse;
import dev.signet.wire.generated.events.DisableRuleRequest;
import dev.signet.wire.generated.events.EnableRuleRequest;
import dev.signet.wire.generated.events.Events;
import dev.signet.wire.generated.events.InputTransformer;
import dev.signet.wire.generated.events.ListEventBusesRequest;
import dev.signet.wire.generated.events.ListRuleNamesByTargetRequest;
import dev.signet.wire.generated.events.ListRulesRequest;
import dev.signet.wire.generated.events.ListRulesResponse;
import dev.signet.wire.generated.events.ListTagsForResourceRequest;
import dev.signet.wire.generated.events.ListTargetsByRuleRequest;
import dev.signet.wire.generated.events.PutEventsRequest;
import dev.signet.wire.generated.events.PutEventsRequestEntry;
import dev.signet.wire.generated.events.PutEventsResponse;
import dev.signet.wire.generated.events.PutRuleRequest;
import dev.signet.wire.generated.events.PutTargetsRequest;
import dev.signet.wire.generated.events.RemoveTargetsRequest;
import dev.signet.wire.generated.events.RemoveTargetsResponse;
import dev.signet.wire.generated.events.Rule;
import dev.signet.wire.generated.events.RuleState;
import dev.signet.wire.generated.events.SqsParameters;
import dev.signet.wire.generated.events.Tag;
import dev.signet.wire.generated.events.TagResourceRequest;
import dev.signet.wire.generated.events.Target;
import dev.signet.wire.generated.events.TestEventPatternRequest;
import dev.signet.wire.generated.events.UntagResourceRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsApiTest {
  private static final String ARN = "arn:aws:events:us-east-1:000000000000:rule/r";
  private static final String BUS = "arn:aws:events:us-east-1:000000000000:event-bus/default";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private EventScene scene;

  @BeforeEach
  void open() {
    scene = new EventScene(folder, "*:nobody=http://127.0.0.1:1/");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private DescribeRuleResponse described() {
    return scene.answer(Events.DESCRIBE_RULE, DescribeRuleRequest.of("r"));
  }

  private void put(Target... targets) {
    scene.answer(Events.PUT_TARGETS, PutTargetsRequest.of("r", List.of(targets)));
  }

  @Test
  void aRuleIsDescribedAsItWasPutAndReplacedButForItsTags() {
    var made =
        scene.answer(
            Events.PUT_RULE,
            PutRuleRequest.of("r")
                .withEventPattern(ANY)
                .withDescription("what it is for")
                .withRoleArn("arn:aws:iam::000000000000:role/x")
                .withEventBusName(BUS)
                .withTags(List.of(new Tag("team", "blue"))));
    assertThat(made.ruleArn()).isEqualTo(ARN);
    assertThat(described())
        .isEqualTo(
            DescribeRuleResponse.of()
                .withName("r")
                .withArn(ARN)
                .withEventPattern(ANY)
                .withState(RuleState.ENABLED)
                .withDescription("what it is for")
                .withRoleArn("arn:aws:iam::000000000000:role/x")
                .withEventBusName("default")
                .withCreatedBy("000000000000"));
    scene.answer(
        Events.PUT_RULE,
        PutRuleRequest.of("r")
            .withEventPattern("{\"source\": [\"x\"]}")
            .withState(RuleState.DISABLED)
            .withTags(List.of(new Tag("team", "red"))));
    assertThat(described().state()).isEqualTo(RuleState.DISABLED);
    assertThat(described().description()).isNull();
    assertThat(tags()).containsExactly(new Tag("team", "blue"));
  }

  private List<Tag> tags() {
    return java.util.Objects.requireNonNull(
        scene.answer(Events.LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceRequest(ARN)).tags());
  }

  @Test
  void rulesAreSwitchedTaggedListedAndDeleted() {
    IntStream.rangeClosed(1, 3)
        .forEach(
            n -> scene.answer(Events.PUT_RULE, PutRuleRequest.of("r" + n).withEventPattern(ANY)));
    scene.answer(Events.PUT_RULE, PutRuleRequest.of("r").withEventPattern(ANY));
    scene.answer(Events.DISABLE_RULE, DisableRuleRequest.of("r"));
    assertThat(described().state()).isEqualTo(RuleState.DISABLED);
    scene.answer(Events.ENABLE_RULE, EnableRuleRequest.of("r"));
    assertThat(described().state()).isEqualTo(RuleState.ENABLED);
    scene.answer(
        Events.TAG_RESOURCE,
        new TagResourceRequest(ARN, List.of(new Tag("a", "1"), new Tag("b", "2"))));
    scene.answer(Events.UNTAG_RESOURCE, new UntagResourceRequest(ARN, List.of("a")));
    assertThat(tags()).containsExactly(new Tag("b", "2"));
    ListRulesResponse page =
        scene.answer(Events.LIST_RULES, ListRulesRequest.of().withNamePrefix("r").withLimit(3));
    assertThat(page.rules()).extracting(Rule::name).containsExactly("r", "r1", "r2");
    page =
        scene.answer(
            Events.LIST_RULES,
            ListRulesRequest.of().withNamePrefix("r").withNextToken(page.nextToken()));
    assertThat(page.rules()).extracting(Rule::name).containsExactly("r3");
    scene.answer(Events.DELETE_RULE, DeleteRuleRequest.of("r"));
    scene.answer(Events.DELETE_RULE, DeleteRuleRequest.of("r"));
    refused(this::described, "ResourceNotFoundException", "Rule r does not exist");
  }

  @Test
  void targetsAreKeptAsTheyWerePutAndARuleThatHasSomeStays() {
    scene.answer(Events.PUT_RULE, PutRuleRequest.of("r").withEventPattern(ANY));
    Target constant = Target.of("a", arn("nobody")).withInput("{\"x\": 1}");
    Target part = EventScene.again(Target.of("b", arn("nobody")).withInputPath("$.detail.x[0]"), 3);
    part =
        part.withRetryPolicy(
            java.util.Objects.requireNonNull(part.retryPolicy()).withMaximumEventAgeInSeconds(60));
    Target template =
        Target.of("c", arn("nobody"))
            .withInputTransformer(
                InputTransformer.of("{\"a\": <b>}").withInputPathsMap(Map.of("b", "$.detail")));
    put(constant, part, template);
    assertThat(
            scene.answer(Events.LIST_TARGETS_BY_RULE, ListTargetsByRuleRequest.of("r")).targets())
        .containsExactly(constant, part, template);
    assertThat(
            scene
                .answer(
                    Events.LIST_RULE_NAMES_BY_TARGET,
                    ListRuleNamesByTargetRequest.of(arn("nobody")))
                .ruleNames())
        .containsExactly("r");
    refused(
        () -> scene.answer(Events.DELETE_RULE, DeleteRuleRequest.of("r")),
        "ValidationException",
        "has targets");
    RemoveTargetsResponse removed =
        scene.answer(
            Events.REMOVE_TARGETS, RemoveTargetsRequest.of("r", List.of("a", "b", "c", "d")));
    assertThat(removed.failedEntryCount()).isEqualTo(1);
    assertThat(removed.failedEntries())
        .singleElement()
        .satisfies(failed -> assertThat(failed.targetId()).isEqualTo("d"));
    scene.answer(Events.DELETE_RULE, DeleteRuleRequest.of("r"));
  }

  @Test
  void nobodyNamesAProgramOrAnAddressByACall() {
    scene.answer(Events.PUT_RULE, PutRuleRequest.of("r").withEventPattern(ANY));
    for (String arn : List.of(arn("other"), "exec:/bin/sh", "http://127.0.0.1:1/", "nobody")) {
      refused(
          () -> put(target("nobody"), Target.of("x", arn)),
          "ValidationException",
          "nobody takes events for " + arn);
    }
    assertThat(
            scene.answer(Events.LIST_TARGETS_BY_RULE, ListTargetsByRuleRequest.of("r")).targets())
        .isEmpty();
  }

  @Test
  void whatIsNotBuiltIsRefused() {
    scene.answer(Events.PUT_RULE, PutRuleRequest.of("r").withEventPattern(ANY));
    refused(
        () ->
            scene.answer(
                Events.PUT_RULE, PutRuleRequest.of("s").withScheduleExpression("rate(1 day)")),
        "ValidationException",
        "ScheduleExpression 'rate(1 day)' is not built yet");
    refused(
        () -> put(target("nobody").withSqsParameters(SqsParameters.of())),
        "ValidationException",
        "SqsParameters is not built yet");
    refused(
        () -> put(target("nobody").withDeadLetterConfig(DeadLetterConfig.of())),
        "ValidationException",
        "DeadLetterConfig is not built yet");
    refused(
        () ->
            scene.answer(
                Events.PUT_RULE,
                PutRuleRequest.of("s").withEventPattern(ANY).withEventBusName("own")),
        "ResourceNotFoundException",
        "Event bus own does not exist");
  }

  @Test
  void whatIsSentHasToBeJson() {
    scene.answer(Events.PUT_RULE, PutRuleRequest.of("r").withEventPattern(ANY));
    refused(() -> put(target("nobody").withInput("{")), "ValidationException", "Input: expected");
    refused(
        () -> put(target("nobody").withInputPath("$.a..b")),
        "ValidationException",
        "path '$.a..b': expected $ and then .NAME or [NUMBER]");
    refused(
        () -> put(target("nobody").withInputTransformer(InputTransformer.of("{\"a\": <b>}"))),
        "ValidationException",
        "InputTemplate: expected one JSON value");
    refused(
        () -> put(target("nobody").withInput("1").withInputPath("$.a")),
        "ValidationException",
        "Only one of Input, InputPath, or InputTransformer");
  }

  @Test
  void eachEntryIsRefusedByItself() {
    PutEventsRequestEntry good =
        PutEventsRequestEntry.of().withSource("shop").withDetailType("Order").withDetail("{}");
    PutEventsResponse answer =
        scene.answer(
            Events.PUT_EVENTS,
            new PutEventsRequest(
                List.of(
                    good.withSource("aws.acm"),
                    good,
                    good.withDetail("[1]"),
                    good.withDetailType(null),
                    good.withEventBusName("own"),
                    good.withEventBusName(BUS)),
                null));
    assertThat(answer.failedEntryCount()).isEqualTo(4);
    assertThat(answer.entries())
        .extracting(entry -> String.valueOf(entry.errorCode()))
        .containsExactly(
            "NotAuthorizedForSourceException",
            "null",
            "MalformedDetail",
            "InvalidArgument",
            "ResourceNotFoundException",
            "null");
    assertThat(answer.entries())
        .filteredOn(entry -> entry.errorCode() == null)
        .allSatisfy(entry -> assertThat(entry.eventId()).hasSize(36));
    String large = "{\"a\": \"" + "x".repeat(256 * 1024) + "\"}";
    refused(() -> scene.put("shop", large), "ValidationException", "over the limit");
  }

  @Test
  void aPatternIsTriedWithoutARule() {
    String event =
        "{\"id\": \"1\", \"account\": \"1\", \"source\": \"a\", \"time\": \"t\", \"region\": \"r\","
            + " \"resources\": [], \"detail-type\": \"d\"}";
    assertThat(isWanted("{\"source\": [\"a\"]}", event)).isTrue();
    assertThat(isWanted("{\"source\": [\"b\"]}", event)).isFalse();
    refused(
        () -> isWanted("{\"source\": \"a\"}", event),
        "InvalidEventPatternException",
        "\"source\": expected an object or an array");
    refused(
        () -> isWanted("{\"source\": [\"a\"]}", "{\"id\": \"1\"}"),
        "ValidationException",
        "account is a required argument");
    assertThatThrownBy(() -> isWanted("{\"source\": [\"a\"]}", "x")).hasMessageContaining("Event");
  }

  private boolean isWanted(String pattern, String event) {
    return Boolean.TRUE.equals(
        scene
            .answer(Events.TEST_EVENT_PATTERN, new TestEventPatternRequest(pattern, event))
            .result());
  }

  @Test
  void thereIsOneBus() {
    var bus = scene.answer(Events.DESCRIBE_EVENT_BUS, DescribeEventBusRequest.of());
    assertThat(bus.name()).isEqualTo("default");
    assertThat(bus.arn()).isEqualTo(BUS);
    assertThat(scene.answer(Events.LIST_EVENT_BUSES, ListEventBusesRequest.of()).eventBuses())
        .singleElement()
        .satisfies(only -> assertThat(only.name()).isEqualTo("default"));
  }
}
