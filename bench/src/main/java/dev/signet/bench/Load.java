// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends ready requests over kept connections, each the next one as soon as the last is answered.
 * One thread does it all and neither signs nor parses: it shares the cores with the server.
 */
final class Load {
  static final int CONNECTIONS = 64;

  /** So many different requests come again and again. */
  static final int REQUESTS = 512;

  static final long PATIENCE_MILLIS = 20_000;

  /** Of many requests, each sent once. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Target target;
  private final List<byte[]> requests;
  private final int keep;
  private final List<byte[]> kept = new ArrayList<>();
  private final Timings latencies = new Timings();
  private int next;
  private int waiting;
  private int left = Integer.MAX_VALUE;

  private Load(Target target, List<byte[]> requests, int keep) {
    this.target = target;
    this.requests = requests;
    this.keep = keep;
  }

  /**
   * What came of it.
   *
   * @param latencies from sending a request to its whole answer
   * @param seconds how long was counted
   * @param cpuSeconds what the sending thread itself used
   * @param bodies of the first answers
   */
  record Outcome(Timings latencies, double seconds, double cpuSeconds, List<byte[]> bodies) {
    double perSecond() {
      return latencies.count() / seconds;
    }
  }

  /** Sends for that long; answers that come later are awaited and not counted. */
  static Outcome run(InetSocketAddress server, List<byte[]> requests, Duration time, int keep) {
    return run(Target.plain(server), requests, time, keep);
  }

  /** The same to any target. */
  static Outcome run(Target target, List<byte[]> requests, Duration time, int keep) {
    Outcome found = new Load(target, requests, keep).run(time);
    return new Outcome(
        found.latencies, time.toNanos() / 1e9, found.cpuSeconds, found.bodies); // of the time alone
  }

  /** Sends each request once, over the same number of connections; answers all the latencies. */
  static Outcome once(InetSocketAddress server, List<byte[]> requests) {
    return once(Target.plain(server), requests, 0);
  }

  /** The same to any target, and the bodies of so many answers in the order in which they came. */
  static Outcome once(Target target, List<byte[]> requests, int keep) {
    Load load = new Load(target, requests, keep);
    load.left = requests.size();
    return load.run(LONGEST);
  }

  private Outcome run(Duration time) {
    try (Selector selector = Selector.open();
        Connections connections = Connections.open(target, selector)) {
      long cpu = threadNanos();
      long began = System.nanoTime();
      long end = began + time.toNanos();
      connections.all().forEach(this::send);
      while (waiting > 0) {
        if (selector.select(key -> answered((Connection) key.attachment(), end), PATIENCE_MILLIS)
            == 0) {
          throw new BenchFailed(
              "no answer in " + TimeUnit.MILLISECONDS.toSeconds(PATIENCE_MILLIS) + " s");
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      return new Outcome(latencies, seconds, (threadNanos() - cpu) / 1e9, kept);
    } catch (IOException e) {
      throw new BenchFailed("the load broke off: " + e.getMessage());
    }
  }

  private void send(Connection connection) {
    if (left == 0) {
      return;
    }
    left -= left == Integer.MAX_VALUE ? 0 : 1;
    connection.send(requests.get(next), System.nanoTime());
    next = (next + 1) % requests.size();
    waiting++;
  }

  private void answered(Connection connection, long end) {
    if (!connection.receive()) {
      return;
    }
    long now = System.nanoTime();
    waiting--;
    connection.requireSuccess();
    if (now - end >= 0) {
      return;
    }
    latencies.add(now - connection.since());
    if (kept.size() < keep) {
      kept.add(connection.body());
    }
    send(connection);
  }

  static long threadNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
