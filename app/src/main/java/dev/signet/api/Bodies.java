// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import io.netty.util.concurrent.EventExecutor;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Reads the bodies of requests. Until one is whole nobody knows who sent it, so what strangers make
 * the server hold is bounded: all bodies being read or answered share a part of the heap, and it
 * does not matter in how many pieces they come.
 */
final class Bodies {
  /** Bodies up to this size still find room when larger ones hold all that those may. */
  static final int SMALL = 64 * 1024;

  private final long room;
  private final AtomicLong taken = new AtomicLong();

  /**
   * Room for bodies.
   *
   * @param room octets of all bodies at a time; three quarters of it for large ones
   */
  Bodies(long room) {
    this.room = room;
  }

  /** An eighth of the heap: what is made of a body takes more than the body. */
  static Bodies ofHeap() {
    return new Bodies(Runtime.getRuntime().maxMemory() / 8);
  }

  /** Reads a body to its end; empty when there is no room for it. */
  CompletableFuture<Optional<Body>> read(HttpRequest request, EventExecutor loop) {
    Reading reading = new Reading();
    request.subscribe(reading, loop);
    return reading.whole;
  }

  /** A whole body; it holds its room until it is closed. */
  final class Body implements AutoCloseable {
    private final byte[] octets;
    private final long size;

    private Body(byte[] octets, long size) {
      this.octets = octets;
      this.size = size;
    }

    byte[] octets() {
      return octets;
    }

    @Override
    public void close() {
      taken.addAndGet(-size);
    }
  }

  private boolean take(int more, int whole) {
    long limit = whole <= SMALL ? room : room / 4 * 3;
    if (taken.addAndGet(more) <= limit) {
      return true;
    }
    taken.addAndGet(-more);
    return false;
  }

  /** One body on its way, on the event loop of its connection. */
  private final class Reading implements Subscriber<HttpObject> {
    private static final byte[] NOTHING = {};

    private final CompletableFuture<Optional<Body>> whole = new CompletableFuture<>();
    private byte[] octets = NOTHING;
    private int length;

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(HttpObject piece) {
      // What has no room is read on and dropped: a connection ends well only after its request.
      if (piece instanceof HttpData data && !whole.isDone() && !add(data)) {
        drop();
        whole.complete(Optional.empty());
      }
    }

    private boolean add(HttpData data) {
      int needed = length + data.length();
      if (needed > octets.length) {
        int capacity = length == 0 ? needed : Math.max(needed, 2 * length);
        if (!take(capacity - octets.length, capacity)) {
          return false;
        }
        octets = Arrays.copyOf(octets, capacity);
      }
      System.arraycopy(data.array(), 0, octets, length, data.length());
      length = needed;
      return true;
    }

    private void drop() {
      taken.addAndGet(-octets.length);
      octets = NOTHING;
    }

    @Override
    public void onError(@Nullable Throwable cause) {
      drop();
      whole.completeExceptionally(
          cause == null ? new IllegalStateException("the request was cut off") : cause);
    }

    @Override
    public void onComplete() {
      byte[] body = octets.length == length ? octets : Arrays.copyOf(octets, length);
      if (!whole.complete(Optional.of(new Body(body, octets.length)))) {
        drop();
      }
    }
  }
}
