// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.meter;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long something took, as a histogram from half a millisecond to five seconds. */
public final class Durations implements Measured {
  /** The upper bounds of the buckets, in seconds; the last has none. */
  private static final double[] BOUNDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5
  };

  private static final double NANOS = 1e9; // in a second

  private final String name;
  private final String help;
  private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS.length + 1);
  private final LongAdder nanos = new LongAdder();

  /**
   * None so far.
   *
   * @param name ends with {@code _seconds}
   */
  public Durations(String name, String help) {
    this.name = name;
    this.help = help;
  }

  /** One more. */
  public void add(long tookNanos) {
    int bucket = 0;
    while (bucket < BOUNDS.length && tookNanos > BOUNDS[bucket] * NANOS) {
      bucket++;
    }
    buckets.incrementAndGet(bucket);
    nanos.add(tookNanos);
  }

  @Override
  public void tell(Exposition exposition) {
    exposition.family(name, Exposition.Type.HISTOGRAM, help);
    long count = 0;
    for (int bucket = 0; bucket <= BOUNDS.length; bucket++) {
      count += buckets.get(bucket);
      String bound = bucket < BOUNDS.length ? Double.toString(BOUNDS[bucket]) : "+Inf";
      exposition.sample(name + "_bucket", count, "le", bound);
    }
    exposition.sample(name + "_sum", nanos.sum() / NANOS);
    exposition.sample(name + "_count", count);
  }
}
