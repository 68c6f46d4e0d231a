// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import dev.signet.proxy.stream.Allowance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What each proxy may take of this process, with all of its certificates: streams at once, memory
 * for the names on all of them, and time for its messages. A proxy has one stream, and two while it
 * reconnects.
 */
final class IdentityShares {
  /** How many streams an identity may have. */
  static final int STREAMS = 16;

  /** How many octets the names on the streams of an identity may take. */
  static final long OCTETS = 8 << 20;

  /** One name in a message counts as this time, in nanoseconds. */
  private static final long NAME = TimeUnit.MICROSECONDS.toNanos(500);

  /** A message counts as so many names, beside those in it. */
  private static final long MESSAGE = 10;

  /** A stream that opens counts as so many: four in a second are let in for ever. */
  private static final long STREAM = 500;

  /** How far an identity may be ahead: fifty thousand names, which no proxy has, at once. */
  private static final long AHEAD = TimeUnit.SECONDS.toNanos(25);

  /** Identities that are remembered beside those with streams, so that leaving is no way out. */
  private static final int MOST_LEFT = 10_000;

  private final Map<String, Use> uses = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Use {
    private int streams;
    private long octets;
    private long busyUntil = System.nanoTime();

    /** Takes the time of so many names; how long it is busy from now on. */
    private long charge(long names, long now) {
      busyUntil = now + Math.max(0, busyUntil - now) + NAME * names;
      return busyUntil - now;
    }
  }

  /** The share of one stream, until it is closed. */
  final class Share implements Allowance, AutoCloseable {
    private final Use use;
    private long taken;

    private Share(Use use) {
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

    /** Counts a message; returns when the next one may be read, in time of {@code nanoTime}. */
    long charge(int names) {
      synchronized (uses) {
        long now = System.nanoTime();
        return now + Math.max(0, use.charge(MESSAGE + names, now) - AHEAD);
      }
    }

    @Override
    public void close() {
      synchronized (uses) {
        use.octets -= taken;
        use.streams--;
      }
    }
  }

  /** A share for one more stream; empty when the identity has, or just had, as many as it may. */
  Optional<Share> open(String identity) {
    synchronized (uses) {
      Use use = uses.computeIfAbsent(identity, _ -> new Use());
      long now = System.nanoTime();
      if (use.streams >= STREAMS || use.busyUntil - now > AHEAD) {
        return Optional.empty();
      }
      use.charge(STREAM, now);
      use.streams++;
      if (uses.size() > MOST_LEFT) {
        forgetOne();
      }
      return Optional.of(new Share(use));
    }
  }

  private void forgetOne() {
    uses.entrySet().stream()
        .filter(each -> each.getValue().streams == 0)
        .findFirst()
        .ifPresent(longestLeft -> uses.remove(longestLeft.getKey()));
  }
}
