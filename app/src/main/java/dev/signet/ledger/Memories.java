// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import dev.signet.store.Store;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Makes what is kept in memory follow the log: whoever remembers something of the database forgets
 * it when that changed. A change of this process is forgotten before its caller hears that it was
 * made; one of another process on the same database as soon as the log is read, within a second.
 */
public final class Memories implements AutoCloseable {
  private final List<Memory> memories = new CopyOnWriteArrayList<>();
  private final Follower follower;

  private record Memory(String feature, Consumer<String> forget) {
    void hear(Change change) {
      if (change.kind().startsWith(feature)) {
        forget.accept(change.subject());
      }
    }
  }

  /** Starts to follow the log. */
  public Memories(Store store, Ledger ledger) {
    ledger.tell(this::hear);
    this.follower =
        new Follower(
            "memories",
            store,
            ledger,
            store.read(ledger::newest),
            entries -> entries.forEach(entry -> hear(entry.change())));
  }

  /**
   * Calls with the subject of each change of a feature. It returns at once, may be called from any
   * thread and twice for one change.
   *
   * @param feature what the kind of the change begins with, for example {@code authority.}
   */
  public void forget(String feature, Consumer<String> forget) {
    memories.add(new Memory(feature, forget));
  }

  private void hear(Change change) {
    memories.forEach(memory -> memory.hear(change));
  }

  @Override
  public void close() {
    follower.close();
  }
}
