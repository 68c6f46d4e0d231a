// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit;

import dev.signet.kernel.Entropy;
import java.util.Random;

/** Chance that repeats: the same seed draws the same octets. */
public final class SeededEntropy implements Entropy {
  private final Random random;

  public SeededEntropy(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public synchronized byte[] bytes(int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }
}
