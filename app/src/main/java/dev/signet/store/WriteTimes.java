// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.store;

import dev.signet.meter.Durations;
import dev.signet.meter.Exposition;
import dev.signet.meter.Measured;

/** How long transactions wait for the writer, and how long the disk takes to keep them. */
final class WriteTimes implements Measured {
  private final Durations waits =
      new Durations(
          "signet_store_write_wait_seconds", "From asking for a write until its turn came.");
  private final Durations commits =
      new Durations(
          "signet_store_commit_seconds", "COMMIT with its fsync, one for all that waited.");

  void waited(long nanos) {
    waits.add(nanos);
  }

  void committed(long nanos) {
    commits.add(nanos);
  }

  @Override
  public void tell(Exposition exposition) {
    waits.tell(exposition);
    commits.tell(exposition);
  }
}
