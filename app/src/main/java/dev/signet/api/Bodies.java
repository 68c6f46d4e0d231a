// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Reads the bodies of requests. Until one is whole nobody knows who sent it, so what strangers make
 * the server hold is bounded, see {@link BodyRoom}, and it does not matter in how many pieces they
 * send it. A body that is not large has a short time for it.
 */
final class Bodies {
  /** Bodies of up to so many octets have to be whole in {@link #QUICK}. */
  static final int SHORT = 64 * 1024;

  static final Duration QUICK = Duration.ofSeconds(10);

  private final BodyRoom room;
  private final Duration quick;

  /**
   * Bodies in a room.
   *
   * @param quick how long a short one may take
   */
  Bodies(BodyRoom room, Duration quick) {
    this.room = room;
    this.quick = quick;
  }

  /** In an eighth of the heap: what is made of a body takes more than the body. */
  static Bodies ofHeap() {
    return new Bodies(new BodyRoom(Runtime.getRuntime().maxMemory() / 8, System::nanoTime), QUICK);
  }

  /**
   * Reads a body to its end; empty when there is no room for it, or it takes too long.
   *
   * @param connection on which it comes, the same for all of its requests
   */
  CompletableFuture<Optional<Body>> read(
      HttpRequest request, EventExecutor loop, Object connection) {
    Reading reading = new Reading(loop, connection, request.headers().contentLength());
    request.subscribe(reading, loop);
    return reading.whole;
  }

  /** A whole body; it holds its room until it is closed. */
  final class Body implements AutoCloseable {
    private final byte[] octets;
    private final BodyRoom.Place place;

    private Body(byte[] octets, BodyRoom.Place place) {
      this.octets = octets;
      this.place = place;
    }

    byte[] octets() {
      return octets;
    }

    @Override
    public void close() {
      room.free(place);
    }
  }

  /** One body on its way, on the event loop of its connection. */
  private final class Reading implements Subscriber<HttpObject> {
    private static final byte[] NOTHING = {};

    private final CompletableFuture<Optional<Body>> whole = new CompletableFuture<>();
    private final EventExecutor loop;
    private final BodyRoom.Place place;
    private final long announced; // -1 when the request does not say
    private byte[] octets = NOTHING;
    private int length;
    private boolean over;
    private @Nullable Future<?> limit;

    Reading(EventExecutor loop, Object connection, long announced) {
      this.loop = loop;
      this.announced = announced;
      this.place = new BodyRoom.Place(connection, () -> loop.execute(this::giveUp));
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      if (announced <= SHORT) {
        limit = loop.schedule(this::late, quick.toMillis(), TimeUnit.MILLISECONDS);
      }
      subscription.request(Long.MAX_VALUE);
    }

    /** One that does not say its size and turned out large has the time of a large one. */
    private void late() {
      if (length <= SHORT) {
        giveUp();
      }
    }

    @Override
    public void onNext(HttpObject piece) {
      // What has no room is read on and dropped: a connection ends well only after its request.
      if (piece instanceof HttpData data && !over && !add(data)) {
        giveUp();
      }
    }

    private boolean add(HttpData data) {
      int needed = length + data.length();
      if (needed > octets.length) {
        int capacity = length == 0 ? needed : Math.max(needed, 2 * length);
        if (needed <= announced && announced < capacity) {
          capacity = (int) announced;
        }
        if (!room.grow(place, capacity, Math.max(announced, capacity))) {
          return false;
        }
        octets = Arrays.copyOf(octets, capacity);
      }
      System.arraycopy(data.array(), 0, octets, length, data.length());
      length = needed;
      return true;
    }

    private void giveUp() {
      if (end()) {
        room.free(place);
        octets = NOTHING;
        whole.complete(Optional.empty());
      }
    }

    private boolean end() {
      boolean first = !over;
      over = true;
      if (limit != null) {
        limit.cancel(false);
      }
      return first;
    }

    @Override
    public void onError(@Nullable Throwable cause) {
      if (end()) {
        room.free(place);
        octets = NOTHING;
        whole.completeExceptionally(
            cause == null ? new IllegalStateException("the request was cut off") : cause);
      }
    }

    @Override
    public void onComplete() {
      if (length > 0 && !over && !room.finish(place)) {
        giveUp(); // its place was taken a moment ago
      } else if (end()) {
        byte[] body = octets.length == length ? octets : Arrays.copyOf(octets, length);
        whole.complete(Optional.of(new Body(body, place)));
      }
    }
  }
}
