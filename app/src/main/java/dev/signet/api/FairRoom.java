// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A part of the heap that connections share. One has an eighth of it at most. Where it is full, the
 * connection that takes the most is ended, as long as that is more than the newcomer takes: many
 * small ones keep out none that is small, and a large one keeps out nobody. Safe for threads.
 */
final class FairRoom {
  private static final int SHARES = 8;

  private final long room;
  private long taken; // until it is given back, also by connections that were ended
  private long leaving; // that part of it
  private long seen; // connections so far
  private final Map<Object, Share> shares = new HashMap<>();
  private final NavigableSet<Share> bySize =
      new TreeSet<>(
          Comparator.comparingLong((Share share) -> share.octets)
              .thenComparingLong(share -> share.number));

  /** A room of so many octets. */
  FairRoom(long octets) {
    this.room = octets;
  }

  /** What one connection takes. Guarded by the room. */
  private static final class Share {
    private final Object connection;
    private final Runnable end;
    private final long number;
    private long octets;
    private boolean ended;

    Share(Object connection, Runnable end, long number) {
      this.connection = connection;
      this.end = end;
      this.number = number;
    }
  }

  /** What one thing takes. */
  final class Place {
    private final Share share;
    private final long octets;

    private Place(Share share, long octets) {
      this.share = share;
      this.octets = octets;
    }

    /** Gives it back, once. */
    void free() {
      FairRoom.this.free(this);
    }
  }

  /**
   * Takes a place for something on a connection; empty when there is none for it, and then the
   * connection is ended.
   *
   * @param end ends the connection; called in any thread, while the room is held
   */
  synchronized Optional<Place> take(Object connection, long octets, Runnable end) {
    Share share = shares.computeIfAbsent(connection, key -> new Share(key, end, seen++));
    long after = share.octets + octets;
    while (!willHave(octets) && bySize.last().octets > after) {
      end(bySize.last());
    }
    if (after > room / SHARES || !willHave(octets)) {
      end(share);
      return Optional.empty();
    }
    resize(share, octets);
    return Optional.of(new Place(share, octets));
  }

  private boolean willHave(long octets) {
    return taken - leaving + octets <= room;
  }

  /** Whether so much is free. */
  synchronized boolean hasFree(long octets) {
    return taken + octets <= room;
  }

  /** Ends the largest connections until so much will be free when they are gone. */
  synchronized void makeFree(long octets) {
    while (!bySize.isEmpty() && !willHave(octets)) {
      end(bySize.last());
    }
  }

  private void resize(Share share, long octets) {
    bySize.remove(share); // its order changes
    share.octets += octets;
    taken += octets;
    if (share.octets > 0) {
      bySize.add(share);
    } else {
      shares.remove(share.connection);
    }
  }

  private void end(Share share) {
    bySize.remove(share);
    shares.remove(share.connection);
    leaving += share.octets;
    share.ended = true;
    share.end.run();
  }

  private synchronized void free(Place place) {
    if (place.share.ended) {
      leaving -= place.octets;
      taken -= place.octets;
    } else {
      resize(place.share, -place.octets);
    }
  }
}
