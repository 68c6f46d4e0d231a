// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import dev.signet.event.Outbox.Wanting;
import dev.signet.ground.EventSource;
import dev.signet.ground.Ground;
import dev.signet.kernel.Home;
import dev.signet.kernel.Refusal;
import dev.signet.ledger.Change;
import dev.signet.ledger.Ledger;
import dev.signet.store.Settings;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log and puts what rules want of it on its way. How far it has come is written with
 * what it puts there, so that a crash loses no event and sends none twice for it. What happened
 * before the first start is told to nobody.
 */
final class ServiceEvents implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServiceEvents.class);
  private static final String PLACE = "event.place";
  private static final int BATCH = 500;
  private static final long LOOK_MILLIS = 250;

  /** So many changes that nobody wants are read again after a crash, at most. */
  private static final int UNRECORDED = 5_000;

  private final Ground ground;
  private final List<EventSource> sources;
  private final Outbox outbox;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private long recorded; // owned by the thread, as is the next
  private long place;

  ServiceEvents(Ground ground, List<EventSource> sources, Outbox outbox) {
    this.ground = ground;
    this.sources = List.copyOf(sources);
    this.outbox = outbox;
    this.recorded =
        ground
            .store()
            .read(tx -> Settings.get(tx, PLACE))
            .map(Long::parseLong)
            .orElseGet(() -> ground.store().write(tx -> put(tx, ground.ledger().newest(tx))));
    this.place = recorded;
    this.thread = Thread.ofVirtual().name("signet-service-events").start(this::loop);
  }

  private static long put(Tx tx, long newPlace) {
    Settings.put(tx, PLACE, Long.toString(newPlace));
    tx.unrecorded(Unrecorded.HOUSEKEEPING); // what is on its way has a line where it happened
    return newPlace;
  }

  private void loop() {
    try {
      while (!closing.await(isMore() ? 0 : LOOK_MILLIS, TimeUnit.MILLISECONDS)) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isMore() {
    try {
      List<Ledger.Entry> entries = ground.ledger().allAfter(ground.store(), place, BATCH);
      if (entries.isEmpty()) {
        return false;
      }
      read(entries);
      return entries.size() == BATCH;
    } catch (Refusal refusal) {
      log.debug("events wait after change {}: {}", place, refusal.message()); // the store says why
    } catch (RuntimeException e) {
      if (closing.getCount() > 0) {
        log.error("events stopped after change {} and go on", place, e);
      }
    }
    return false;
  }

  private void read(List<Ledger.Entry> entries) {
    Map<Home, List<Wanting>> rules = new HashMap<>();
    List<Delivery> wanted = new ArrayList<>();
    for (Ledger.Entry entry : entries) {
      List<Wanting> wanting =
          rules.computeIfAbsent(entry.change().home(), home -> outbox.wanting(home));
      if (!wanting.isEmpty()) {
        wanted.addAll(deliveries(wanting, entry));
      }
    }
    long end = entries.getLast().seq();
    if (!wanted.isEmpty() || end - recorded >= UNRECORDED) {
      recorded =
          ground
              .store()
              .write(tx -> {
                outbox.add(tx, wanted);
                return put(tx, end);
              });
    }
    place = end;
  }

  private List<Delivery> deliveries(List<Wanting> wanting, Ledger.Entry entry) {
    Change change = entry.change();
    String id = id(entry);
    return sources.stream()
        .flatMap(source -> source.event(change).stream())
        .findFirst()
        .map(event -> Outbox.deliveries(wanting, id, event.envelope(id, change), ground.now()))
        .orElse(List.of());
  }

  /** The same each time: another only after a restored backup had the place a second time. */
  private static String id(Ledger.Entry entry) {
    String name = entry.seq() + "-" + entry.change().at().toEpochMilli();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
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
  }
}
