// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.kernel;

import java.nio.ByteBuffer;
import java.util.UUID;

/** The only door through which chance enters: serials, identifiers, tokens, jitter. */
public interface Entropy {
  /** That many random octets from a cryptographically strong source. */
  byte[] bytes(int count);

  /** A random version 4 UUID (RFC 9562 section 5.4). */
  default UUID uuid() {
    ByteBuffer octets = ByteBuffer.wrap(bytes(16));
    long high = (octets.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (octets.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** A number of the half-open range; the bound must be above the origin. */
  default long between(long origin, long bound) {
    if (bound <= origin) {
      throw new IllegalArgumentException(bound + ": expected a bound above " + origin);
    }
    long draw = ByteBuffer.wrap(bytes(8)).getLong() & Long.MAX_VALUE;
    return origin + draw % (bound - origin);
  }
}
