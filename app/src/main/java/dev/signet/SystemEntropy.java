// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.kernel.Entropy;
import java.security.SecureRandom;

/** The operating system's strong randomness. */
public final class SystemEntropy implements Entropy {
  private final SecureRandom random = new SecureRandom();

  @Override
  public byte[] bytes(int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }
}
