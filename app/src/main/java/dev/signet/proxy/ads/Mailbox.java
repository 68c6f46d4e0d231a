// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.ads;

import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What reaches a stream from outside, for the one thread that owns it. Anyone may put something in,
 * nobody waits for that. It stays small: a message is asked for only after the last one was taken,
 * and notes of change merge into one.
 */
final class Mailbox implements StreamObserver<DeltaDiscoveryRequest> {
  /** What was in the box, in the order of precedence. */
  sealed interface Mail {
    /** The client went away, or said that it has no more to say. */
    record Ended() implements Mail {}

    /** The server is about to stop. */
    record Stopping() implements Mail {}

    /** The proxy's identity may have ended. */
    record Doubted() implements Mail {}

    record Message(DeltaDiscoveryRequest request) implements Mail {}

    /** What the proxy should hold may have changed. */
    record Changed() implements Mail {}

    /** Nothing came in time. */
    record Nothing() implements Mail {}
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition stirred = lock.newCondition();
  // All below is guarded by the lock.
  private final Deque<DeltaDiscoveryRequest> messages = new ArrayDeque<>();
  private boolean doubted;
  private boolean changed;
  private long changeDue; // System.nanoTime
  private final Pace pace = new Pace(System.nanoTime());
  private boolean ended;
  private boolean stopping;

  /** Takes what is there, or waits for it. */
  Mail take(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = atMost.toNanos();
      while (true) {
        Optional<Mail> mail = poll();
        if (mail.isPresent()) {
          return mail.get();
        }
        if (nanos <= 0) {
          return new Mail.Nothing();
        }
        long pause = changed ? Math.min(nanos, changeDue - System.nanoTime()) : nanos;
        nanos -= pause - stirred.awaitNanos(pause);
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<Mail> poll() {
    if (over().isPresent()) {
      return over();
    }
    if (doubted) {
      doubted = false;
      return Optional.of(new Mail.Doubted());
    }
    if (!messages.isEmpty()) {
      return Optional.of(new Mail.Message(messages.remove()));
    }
    if (changed && System.nanoTime() - changeDue >= 0) {
      changed = false;
      pace.take(System.nanoTime());
      return Optional.of(new Mail.Changed());
    }
    return Optional.empty();
  }

  /** Why the stream is over, if it is. */
  Optional<Mail> over() {
    lock.lock();
    try {
      if (ended) {
        return Optional.of(new Mail.Ended());
      }
      return stopping ? Optional.of(new Mail.Stopping()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the proxy's identity may have ended since this was asked last. */
  boolean takeDoubt() {
    lock.lock();
    try {
      boolean was = doubted;
      doubted = false;
      return was;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the condition holds, the stream is over or doubted, or the time is up. */
  void awaitUntil(BooleanSupplier ready, Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = atMost.toNanos();
      while (!ended && !stopping && !doubted && nanos > 0 && !ready.getAsBoolean()) {
        nanos = stirred.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * What the proxy should hold may have changed. A note that waits takes up those that follow, and
   * nothing is lost, because what counts is read when it is taken.
   */
  void changed() {
    stir(() -> {
      long due = pace.note(System.nanoTime());
      if (!changed) {
        changed = true;
        changeDue = due;
      }
    });
  }

  /** The proxy's identity may have ended. */
  void doubt() {
    stir(() -> doubted = true);
  }

  /** Puts back a message that was only looked at: it is the next that is taken. */
  void putBack(DeltaDiscoveryRequest request) {
    stir(() -> messages.addFirst(request));
  }

  void end() {
    stir(() -> ended = true);
  }

  void stop() {
    stir(() -> stopping = true);
  }

  /** The connection takes more. */
  void ready() {
    stir(() -> {});
  }

  @Override
  public void onNext(DeltaDiscoveryRequest request) {
    stir(() -> messages.add(request));
  }

  @Override
  public void onError(Throwable cause) {
    end();
  }

  @Override
  public void onCompleted() {
    end();
  }

  private void stir(Runnable change) {
    lock.lock();
    try {
      change.run();
      stirred.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
