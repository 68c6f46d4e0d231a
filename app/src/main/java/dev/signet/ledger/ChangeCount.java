// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import dev.signet.meter.Counter;
import dev.signet.meter.Exposition;
import dev.signet.meter.Measured;

/** Counts the changes of one kind that this process made durable since it started. */
public final class ChangeCount implements Measured {
  private final Counter counter;

  /**
   * Starts to count.
   *
   * @param kind of {@link Change#kind}
   */
  public ChangeCount(Ledger ledger, String kind, String name, String help) {
    this.counter = new Counter(name, help);
    ledger.tellAll(change -> {
      if (change.kind().equals(kind)) {
        counter.add();
      }
    });
  }

  @Override
  public void tell(Exposition exposition) {
    counter.tell(exposition);
  }
}
