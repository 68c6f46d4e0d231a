// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import dev.signet.proxy.stream.Allowance;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each identity may take of this process: streams at once, and memory for the names on all of
 * them. A proxy has one stream, and two while it reconnects.
 */
final class IdentityShares {
  /** How many streams an identity may have. */
  static final int STREAMS = 16;

  /** How many octets the names on the streams of an identity may take. */
  static final long OCTETS = 8 << 20;

  private final Map<String, Use> uses = new HashMap<>();

  private static final class Use {
    private int streams;
    private long octets;
  }

  /** The share of one stream, until it is closed. */
  final class Share implements Allowance, AutoCloseable {
    private final String serial;
    private final Use use;
    private long taken;

    private Share(String serial, Use use) {
      this.serial = serial;
      this.use = use;
    }

    @Override
    public boolean take(long octets) {
      synchronized (uses) {
        if (octets > 0 && use.octets + octets > OCTETS) {
          return false;
        }
        use.octets += octets;
        taken += octets;
        return true;
      }
    }

    @Override
    public void close() {
      synchronized (uses) {
        use.octets -= taken;
        use.streams--;
        if (use.streams == 0) {
          uses.remove(serial);
        }
      }
    }
  }

  /** A share for one more stream; empty when the identity has as many as it may. */
  Optional<Share> open(String serial) {
    synchronized (uses) {
      Use use = uses.computeIfAbsent(serial, _ -> new Use());
      if (use.streams >= STREAMS) {
        return Optional.empty();
      }
      use.streams++;
      return Optional.of(new Share(serial, use));
    }
  }
}
