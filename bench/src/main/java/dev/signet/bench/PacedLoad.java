// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Sends ready requests at a steady rate, whatever the server does: one that is due while no
 * connection is free waits for one, and its time counts from when it was due. It looks once in a
 * millisecond, which is in what it measures.
 */
final class PacedLoad {
  private final List<byte[]> requests;
  private final double nanosBetween;
  private final Deque<Connection> free;
  private final Timings latencies = new Timings();
  private long sent;

  private PacedLoad(List<byte[]> requests, double perSecond, List<Connection> connections) {
    this.requests = requests;
    this.nanosBetween = 1e9 / perSecond;
    this.free = new ArrayDeque<>(connections);
  }

  /** Sends for that long and awaits all answers; how long each took. */
  static Timings run(Target target, List<byte[]> requests, double perSecond, Duration time) {
    try (Selector selector = Selector.open();
        Connections connections = Connections.open(target, selector)) {
      PacedLoad load = new PacedLoad(requests, perSecond, connections.all());
      load.run(selector, Math.round(perSecond * time.toNanos() / 1e9));
      return load.latencies;
    } catch (IOException e) {
      throw new BenchFailed("the load broke off: " + e.getMessage());
    }
  }

  private void run(Selector selector, long count) throws IOException {
    long began = System.nanoTime();
    long answered = System.nanoTime();
    while (latencies.count() < count) {
      send(began, count);
      if (selector.select(key -> answered((Connection) key.attachment()), 1) > 0) {
        answered = System.nanoTime();
      } else if (System.nanoTime() - answered > Load.PATIENCE_MILLIS * 1_000_000) {
        throw new BenchFailed("no answer in " + Load.PATIENCE_MILLIS / 1000 + " s");
      }
    }
  }

  private void send(long began, long count) {
    while (sent < count && !free.isEmpty()) {
      long due = began + Math.round(sent * nanosBetween);
      if (System.nanoTime() - due < 0) {
        return;
      }
      free.pop().send(requests.get((int) (sent % requests.size())), due);
      sent++;
    }
  }

  private void answered(Connection connection) {
    if (connection.receive()) {
      connection.requireSuccess();
      latencies.add(System.nanoTime() - connection.since());
      free.push(connection);
    }
  }
}
