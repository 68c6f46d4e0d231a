// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.notice;

import dev.signet.ground.EventSource;
import dev.signet.ground.Ground;
import dev.signet.kernel.BackOff;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Ledger;
import dev.signet.meter.Counter;
import dev.signet.meter.Exposition;
import dev.signet.meter.Measured;
import dev.signet.notice.WebhookPost.Outcome;
import dev.signet.store.Settings;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the events of the log to a webhook, in order, each at least once: its place in the log
 * is remembered, so that neither a restart nor a crash skips one; after a crash some come again. It
 * waits for a receiver for as long as that takes, and gives up only an event that the receiver
 * refuses for its own sake. What happened before there was a webhook is not delivered.
 */
public final class Webhook implements AutoCloseable, Measured {
  private static final Logger log = LoggerFactory.getLogger(Webhook.class);
  private static final String PLACE = "webhook.place";
  private static final int BATCH = 100;
  private static final long LOOK_MILLIS = 250;

  /** How often an event is sent that its receiver refuses. */
  private static final int MOST_REFUSALS = 5;

  private final Ground ground;
  private final List<EventSource> sources;
  private final WebhookTarget target;
  private final WebhookPost post;
  private final IntFunction<Duration> pauses;
  private final Counter sent =
      new Counter(
          "signet_webhook_sent_total",
          "Events that were sent to the webhook, by what came of it.",
          "result");
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private long recorded; // owned by the thread, as is the next
  private long place;

  /**
   * Starts to deliver what happens from now on, or what an earlier process did not deliver.
   *
   * @throws Refusal when there shall be a token or roots and are none
   */
  public Webhook(Ground ground, List<EventSource> sources, WebhookTarget target) {
    this(ground, sources, target, BackOff::pause);
  }

  /** The same with other pauses, after so many failures. */
  Webhook(
      Ground ground,
      List<EventSource> sources,
      WebhookTarget target,
      IntFunction<Duration> pauses) {
    this.ground = ground;
    this.sources = List.copyOf(sources);
    this.pauses = pauses;
    this.target = target;
    target.token(); // a start that could deliver nothing is refused
    this.post = new WebhookPost(target);
    this.recorded = start(ground.store(), ground.ledger());
    this.place = recorded;
    this.thread = Thread.ofVirtual().name("signet-webhook").start(this::loop);
  }

  private static long start(Store store, Ledger ledger) {
    Optional<Long> known = store.read(tx -> Settings.get(tx, PLACE)).map(Long::parseLong);
    return known.orElseGet(() -> store.write(tx -> put(tx, ledger.newest(tx))));
  }

  private static long put(Tx tx, long newPlace) {
    Settings.put(tx, PLACE, Long.toString(newPlace));
    tx.unrecorded(Unrecorded.HOUSEKEEPING);
    return newPlace;
  }

  private void loop() {
    try {
      while (!closing.await(deliverSome() ? 0 : LOOK_MILLIS, TimeUnit.MILLISECONDS)) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there may be more at once. */
  private boolean deliverSome() throws InterruptedException {
    try {
      List<Ledger.Entry> entries = ground.ledger().allAfter(ground.store(), place, BATCH);
      for (Ledger.Entry entry : entries) {
        Optional<CloudEvent> event = CloudEvent.of(entry, sources);
        if (event.isPresent() && !isDone(event.get())) {
          break;
        }
        place = entry.seq();
      }
      record();
      return entries.size() == BATCH;
    } catch (RuntimeException e) {
      if (closing.getCount() > 0) {
        log.error("the webhook stopped at change {} and goes on", place, e);
      }
      return false;
    }
  }

  private void record() {
    if (place == recorded) {
      return;
    }
    try {
      recorded = ground.store().write(tx -> put(tx, place));
    } catch (Refusal refusal) {
      log.debug("the webhook's place is kept later: {}", refusal.message()); // the store says why
    }
  }

  /** Sends an event until it is taken or given up; false when the server ends before. */
  private boolean isDone(CloudEvent event) throws InterruptedException {
    int refusals = 0;
    for (int failures = 0; ; failures++) {
      String why;
      switch (post.send(event)) {
        case Outcome.Taken _ -> {
          sent.add("taken");
          return true;
        }
        case Outcome.Refused refused -> {
          sent.add("refused");
          if (++refusals == MOST_REFUSALS) {
            giveUp(event, refused.why());
            return true;
          }
          why = refused.why();
        }
        case Outcome.Failed failed -> {
          sent.add("failed");
          why = failed.why();
        }
      }
      if (!isLater(event, failures, why)) {
        return false;
      }
    }
  }

  private void giveUp(CloudEvent event, String why) {
    sent.add("given-up");
    log.error(
        "event {} is given up, {} of {}: the webhook at {} wants it not: {}",
        event.id(),
        event.change().kind(),
        event.change().subject(),
        target.url().getHost(),
        why);
  }

  /** What was delivered before is not delivered again if the server ends meanwhile. */
  private boolean isLater(CloudEvent event, int failures, String why) throws InterruptedException {
    record();
    log.warn("event {} waits for the webhook at {}: {}", event.id(), target.url().getHost(), why);
    return !closing.await(pauses.apply(failures).toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void tell(Exposition exposition) {
    sent.tell(exposition);
  }

  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    post.close();
  }
}
