// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.event.Delivery.Lane;
import dev.signet.ground.Ground;
import dev.signet.kernel.Home;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What is on its way to targets, one row for each of them: a slow one is nobody else's trouble. */
final class Outbox {
  private final Ground ground;
  private final Semaphore bell = new Semaphore(0);

  Outbox(Ground ground) {
    this.ground = ground;
  }

  /** The rules of a home that are switched on, with the ids of their targets. */
  List<Wanting> wanting(Home home) {
    return ground
        .store()
        .read(tx ->
            RuleTables.all(tx, home).stream()
                .filter(Rule::enabled)
                .map(rule ->
                    new Wanting(
                        rule,
                        TargetTables.all(tx, home, rule.name()).stream()
                            .map(RuleTarget::id)
                            .toList()))
                .toList());
  }

  /** A rule and whom it tells. */
  record Wanting(Rule rule, List<String> targets) {}

  /** To whom an event has to go. */
  static List<Delivery> deliveries(List<Wanting> rules, String id, JsonNode event, Instant now) {
    List<Delivery> all = new ArrayList<>();
    for (Wanting each : rules) {
      if (!each.targets().isEmpty() && each.rule().pattern().fits(event)) {
        Rule rule = each.rule();
        String content = event.toString();
        for (String target : each.targets()) {
          Lane lane = new Lane(rule.home(), rule.name(), target);
          all.add(Delivery.of(lane, id, content, now));
        }
      }
    }
    return all;
  }

  /** Takes them in, in the running transaction, which says what it is. */
  void add(Tx tx, List<Delivery> deliveries) {
    deliveries.forEach(delivery -> DeliveryTables.insert(tx, delivery));
    tx.afterCommit(bell::release);
  }

  /** Waits until something came in, for so long at most. */
  void await(long millis) throws InterruptedException {
    if (bell.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      bell.drainPermits();
    }
  }
}
