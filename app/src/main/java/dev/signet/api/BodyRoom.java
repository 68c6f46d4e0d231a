// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The part of the heap that bodies of requests share, small ones apart from all others. One
 * connection has a sixteenth of each part, or a single body. Where a part is full, the body gives
 * way that has been waiting the longest, if that is long for its size: who never ends takes
 * nobody's place, and who sends as others do is not thrown out by the next. Safe for threads.
 */
final class BodyRoom {
  /** Bodies of up to so many octets have a part of their own: nearly every call is one. */
  static final int SMALL = 4 * 1024;

  private static final int SHARES = 16;
  private static final int PART_OF_SMALL = 8;

  private static final long LONG_FOR_SMALL = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONG_FOR_OTHERS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;
  private final Part small;
  private final Part others;

  /**
   * Room for bodies.
   *
   * @param octets of all bodies at a time; an eighth of it for small ones
   * @param nanos the time that has passed, from any beginning
   */
  BodyRoom(long octets, LongSupplier nanos) {
    this.nanos = nanos;
    small = new Part(octets / PART_OF_SMALL, LONG_FOR_SMALL);
    others = new Part(octets - octets / PART_OF_SMALL, LONG_FOR_OTHERS);
  }

  /** What one body takes. Guarded by the room. */
  static final class Place {
    private final Object connection;
    private final Runnable onEviction;
    private @Nullable Part part;
    private long octets;
    private long since;

    /**
     * A place that takes nothing yet.
     *
     * @param connection of which the body comes
     * @param onEviction called in any thread, while the room is held, when the place was lost
     */
    Place(Object connection, Runnable onEviction) {
      this.connection = connection;
      this.onEviction = onEviction;
    }
  }

  private static final class Share {
    private long octets;
    private int bodies;
  }

  private static final class Part {
    private final long room;
    private final long patience;
    private long taken;
    private final Map<Object, Share> shares = new HashMap<>();
    private final Set<Place> unfinished = new LinkedHashSet<>(); // the oldest first

    Part(long room, long patience) {
      this.room = room;
      this.patience = patience;
    }

    boolean put(Place place, long octets, long now) {
      Share share = shares.get(place.connection);
      boolean overItsShare = share != null && share.octets + octets > room / SHARES;
      if (overItsShare || octets > room) {
        return false;
      }
      Iterator<Place> oldest = unfinished.iterator();
      while (taken + octets > room) {
        if (!oldest.hasNext()) {
          return false;
        }
        Place victim = oldest.next();
        if (now - victim.since < patience) {
          return false;
        }
        oldest.remove();
        remove(victim);
        victim.onEviction.run();
      }
      taken += octets;
      share = shares.computeIfAbsent(place.connection, _ -> new Share());
      share.octets += octets;
      share.bodies++;
      place.part = this;
      place.octets = octets;
      place.since = now;
      unfinished.add(place);
      return true;
    }

    void remove(Place place) {
      taken -= place.octets;
      Share share = Objects.requireNonNull(shares.get(place.connection));
      share.octets -= place.octets;
      share.bodies--;
      if (share.bodies == 0) {
        shares.remove(place.connection);
      }
      place.part = null;
      place.octets = 0;
    }
  }

  /**
   * Takes more for a body; false when there is no room, and then it has none any more.
   *
   * @param octets that it takes from now on
   * @param size of the whole body, as far as is known
   */
  synchronized boolean grow(Place place, long octets, long size) {
    free(place);
    return (size <= SMALL ? small : others).put(place, octets, nanos.getAsLong());
  }

  /** The body is whole: nobody takes its place any more; false when somebody has taken it. */
  synchronized boolean finish(Place place) {
    return place.part != null && place.part.unfinished.remove(place);
  }

  /** Gives back all that a body took. */
  synchronized void free(Place place) {
    Part part = place.part;
    if (part != null) {
      part.unfinished.remove(place);
      part.remove(place);
    }
  }
}
