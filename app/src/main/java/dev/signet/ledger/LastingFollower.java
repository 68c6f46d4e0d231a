// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import dev.signet.kernel.Refusal;
import dev.signet.store.Settings;
import dev.signet.store.Store;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A follower that goes on where an earlier process stopped, the first one at the beginning of the
 * log. After a crash some changes are handed over again: what its reader does once, it may do
 * twice.
 */
public final class LastingFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LastingFollower.class);

  /** So many changes are read again after a crash at most; each record of the place is a write. */
  private static final int UNRECORDED = 100;

  private final String setting;
  private final Store store;
  private final Consumer<List<Ledger.Entry>> reader;
  private final Follower follower;
  private long recorded; // owned by the follower's thread, as is the next, until that has ended
  private long place;

  /** Starts to follow; the name is where its place is kept. */
  public LastingFollower(
      String name, Store store, Ledger ledger, Consumer<List<Ledger.Entry>> reader) {
    this.setting = "followed." + name;
    this.store = store;
    this.reader = reader;
    this.recorded = store.read(tx -> Settings.get(tx, setting)).map(Long::parseLong).orElse(0L);
    this.place = recorded;
    this.follower = new Follower(name, store, ledger, place, this::read);
  }

  private void read(List<Ledger.Entry> entries) {
    reader.accept(entries);
    place = entries.getLast().seq();
    if (place - recorded >= UNRECORDED) {
      record();
    }
  }

  private void record() {
    try {
      recorded = store.write(this::put);
    } catch (Refusal refusal) {
      log.debug("{} is kept later: {}", setting, refusal.message()); // the store says why
    }
  }

  private long put(Tx tx) {
    Settings.put(tx, setting, Long.toString(place));
    tx.unrecorded(Unrecorded.HOUSEKEEPING);
    return place;
  }

  @Override
  public void close() {
    follower.close();
    if (place != recorded) {
      record();
    }
  }
}
