// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.event.Delivery.Lane;
import dev.signet.event.receiver.Receiver;
import dev.signet.ground.Ground;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to targets, each at least once, on a thread for each target that has something due.
 * What is not taken is tried again, more and more rarely, and at last given up: it can be read
 * then, for two weeks.
 */
final class Deliveries implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_MILLIS = 250;
  private static final int BATCH = 100;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /** The kind of the change that says that an event was given up. */
  static final String GIVEN_UP = "event.undelivered";

  private final Ground ground;
  private final Outbox outbox;
  private final EventReceivers receivers;
  private final Map<Lane, Thread> busy = new ConcurrentHashMap<>();
  private final Thread thread;

  Deliveries(Ground ground, Outbox outbox, EventReceivers receivers) {
    this.ground = ground;
    this.outbox = outbox;
    this.receivers = receivers;
    this.thread = Thread.ofVirtual().name("signet-deliveries").start(this::loop);
  }

  private void loop() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        startLanes();
        outbox.await(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startLanes() {
    try {
      for (Lane lane : ground.store().read(tx -> DeliveryTables.lanes(tx, ground.now()))) {
        busy.computeIfAbsent(
            lane,
            each ->
                Thread.ofVirtual()
                    .name("signet-delivery")
                    .start(() -> {
                      try {
                        deliver(each);
                      } finally {
                        busy.remove(each);
                      }
                    }));
      }
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        log.error("deliveries stopped and go on", e);
      }
    }
  }

  private void deliver(Lane lane) {
    try {
      List<Delivery> due =
          ground.store().read(tx -> DeliveryTables.due(tx, lane, ground.now(), BATCH));
      for (Delivery delivery : due) {
        Optional<Target> target = ground.store().read(tx -> target(tx, lane));
        if (target.isEmpty()) {
          write(tx -> DeliveryTables.deleteWaiting(tx, lane));
          return;
        }
        settle(delivery, target.get(), trouble(delivery, target.get()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Refusal refusal) {
      log.debug("events for {} wait: {}", lane.target(), refusal.message()); // the store says why
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        log.error("the delivery to {} of {} stopped and goes on", lane.target(), lane.rule(), e);
      }
    }
  }

  /** A rule and one of its targets, as they are when an event is handed over. */
  private record Target(Rule rule, RuleTarget target) {}

  private static Optional<Target> target(Tx tx, Lane lane) {
    return RuleTables.find(tx, lane.home(), lane.rule())
        .flatMap(rule ->
            TargetTables.find(tx, lane.home(), lane.rule(), lane.target())
                .map(target -> new Target(rule, target)));
  }

  /** Why an event was not taken. */
  private Optional<String> trouble(Delivery delivery, Target to) throws InterruptedException {
    Optional<Receiver> receiver = receivers.find(to.target().arn());
    if (receiver.isEmpty()) {
      return Optional.of("nobody takes events for " + to.target().arn() + " any more");
    }
    JsonNode event = read(delivery.content());
    return receiver.get().take(event, to.target().input().of(event, to.rule()));
  }

  private static JsonNode read(String content) {
    try {
      return JSON.readTree(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event is no JSON", e);
    }
  }

  private void settle(Delivery delivery, Target to, Optional<String> trouble) {
    if (trouble.isEmpty()) {
      write(tx -> DeliveryTables.delete(tx, delivery));
      return;
    }
    Instant now = ground.now();
    Instant again = now.plus(pause(delivery.attempts()));
    RuleTarget.Retries retries = to.target().retries();
    boolean last =
        delivery.attempts() >= retries.most()
            || again.isAfter(delivery.queuedAt().plus(retries.age()));
    if (last) {
      giveUp(delivery, to.rule(), now, trouble.get());
    } else {
      write(tx -> DeliveryTables.postpone(tx, delivery, again, trouble.get()));
    }
  }

  /** 1, 2, 4 … seconds, 10 minutes at last: about 150 tries in a day. */
  static Duration pause(int before) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(before, 10));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  private void giveUp(Delivery delivery, Rule rule, Instant now, String trouble) {
    log.warn(
        "event {} for {} of the rule {} is given up: {}",
        delivery.event(),
        delivery.lane().target(),
        rule.name(),
        trouble);
    ground
        .store()
        .write(tx -> {
          DeliveryTables.end(tx, delivery, now, trouble);
          DeliveryTables.deleteEnded(tx, rule.home(), now.minus(UndeliveredEvents.KEPT));
          var change = Change.byServer(rule.home(), now, GIVEN_UP, rule.arn().toString());
          ground.ledger().append(tx, change);
          return true;
        });
  }

  /** A change of rows. */
  @FunctionalInterface
  private interface Rows {
    void change(Tx tx);
  }

  private void write(Rows rows) {
    ground
        .store()
        .write(tx -> {
          rows.change(tx);
          tx.unrecorded(Unrecorded.HOUSEKEEPING); // seen by nobody until it is given up
          return true;
        });
  }

  @Override
  public void close() {
    thread.interrupt();
    busy.values().forEach(Thread::interrupt);
    try {
      thread.join();
      for (Thread lane : busy.values()) {
        lane.interrupt();
        lane.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
