// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.event.api.EventsErrors;
import dev.signet.ground.ServiceEvent;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Region;
import dev.signet.ledger.Change;
import dev.signet.testkit.Grounds;
import dev.signet.testkit.SeededEntropy;
import dev.signet.testkit.SettableClock;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.generated.events.Events;
import dev.signet.wire.generated.events.PutEventsRequest;
import dev.signet.wire.generated.events.PutEventsRequestEntry;
import dev.signet.wire.generated.events.PutEventsResponse;
import dev.signet.wire.generated.events.PutRuleRequest;
import dev.signet.wire.generated.events.PutTargetsRequest;
import dev.signet.wire.generated.events.RetryPolicy;
import dev.signet.wire.generated.events.Target;
import dev.signet.wire.generated.signet.ListUndeliveredEventsInput;
import dev.signet.wire.generated.signet.Signet;
import dev.signet.wire.generated.signet.UndeliveredEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * EventBridge over a folder, on the 1st of January; changes of the kind {@code test.happened} are
 * events.
 */
final class EventScene implements AutoCloseable {
  static final Caller CALLER =
      new Caller(AccountId.DEFAULT, Region.DEFAULT, "arn:aws:iam::000000000000:user/admin");
  static final String ANY = "{\"source\": [{\"exists\": true}]}";

  final SettableClock clock = SettableClock.at("2026-01-01T10:00:00Z");
  private final SeededEntropy entropy = new SeededEntropy(7);
  private final Path folder;
  private final EventReceiverRules rules;
  Grounds grounds;
  private EventBridge bridge;

  EventScene(Path folder, String... rules) {
    this.folder = folder;
    this.rules = EventReceiverRules.of(List.of(rules));
    this.grounds = Grounds.open(folder, clock, entropy);
    this.bridge = opened();
  }

  private EventBridge opened() {
    return EventBridge.open(grounds.ground(), List.of(EventScene::event), rules);
  }

  private static Optional<ServiceEvent> event(Change change) {
    return change.kind().equals("test.happened")
        ? Optional.of(
            new ServiceEvent(
                "test", "happened", "Test Happened", List.of(change.subject()), Map.of("n", 1)))
        : Optional.empty();
  }

  /** Another process on the same folder. */
  void restart() {
    close();
    grounds = Grounds.open(folder, clock, entropy);
    bridge = opened();
  }

  /** Something of which a room tells. */
  void happened(String subject) {
    Home home = CALLER.home();
    var change = Change.byServer(home, grounds.ground().now(), "test.happened", subject);
    grounds
        .ground()
        .store()
        .write(tx -> {
          grounds.ground().ledger().append(tx, change);
          return true;
        });
  }

  <I, O> O answer(Operation<I, O> operation, I input) {
    return bridge.api().signed().find(operation).orElseThrow().answer(CALLER, input);
  }

  /** A rule over a pattern with a target that is named as its ARN ends. */
  void rule(String name, String pattern, Target... targets) {
    answer(Events.PUT_RULE, PutRuleRequest.of(name).withEventPattern(pattern));
    answer(Events.PUT_TARGETS, PutTargetsRequest.of(name, List.of(targets)));
  }

  static Target target(String name) {
    return Target.of(name, arn(name));
  }

  static String arn(String name) {
    return "arn:aws:lambda:us-east-1:000000000000:function:" + name;
  }

  /** The same target, of which an event is tried so often again. */
  static Target again(Target target, int times) {
    return target.withRetryPolicy(RetryPolicy.of().withMaximumRetryAttempts(times));
  }

  /** Puts an event of an own source. */
  PutEventsResponse put(String source, String detail) {
    return answer(
        Events.PUT_EVENTS,
        new PutEventsRequest(
            List.of(
                PutEventsRequestEntry.of()
                    .withSource(source)
                    .withDetailType("Order")
                    .withDetail(detail)),
            null));
  }

  List<UndeliveredEvent> undelivered() {
    return bridge
        .own()
        .signed()
        .find(Signet.LIST_UNDELIVERED_EVENTS)
        .orElseThrow()
        .answer(CALLER, ListUndeliveredEventsInput.of())
        .events();
  }

  static void refused(ThrowingCallable call, String code, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(new EventsErrors().of(refusal.reason())).isEqualTo(code);
              for (String word : words) {
                assertThat(refusal.message()).contains(word);
              }
            });
  }

  @Override
  public void close() {
    bridge.close();
    grounds.close();
  }
}
