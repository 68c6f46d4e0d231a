// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sends ready requests over kept connections, each the next one as soon as the last is answered.
 * One thread does it all and neither signs nor parses: it shares the cores with the server.
 */
final class Load {
  static final int CONNECTIONS = 64;

  private static final long PATIENCE_MILLIS = 20_000;

  private final InetSocketAddress server;
  private final List<byte[]> requests;
  private final int keep;
  private final List<byte[]> kept = new ArrayList<>();
  private final Timings latencies = new Timings();
  private int next;
  private int waiting;
  private int left = Integer.MAX_VALUE;

  private Load(InetSocketAddress server, List<byte[]> requests, int keep) {
    this.server = server;
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
    try {
      return new Load(server, requests, keep).run(time);
    } catch (IOException e) {
      throw new BenchFailed("the load broke off: " + e.getMessage());
    }
  }

  /** Sends each request once, over the same number of connections; answers all the latencies. */
  static Outcome once(InetSocketAddress server, List<byte[]> requests) {
    try {
      Load load = new Load(server, requests, 0);
      load.left = requests.size();
      return load.run(Duration.ofSeconds(PATIENCE_MILLIS / 1000));
    } catch (IOException e) {
      throw new BenchFailed("the load broke off: " + e.getMessage());
    }
  }

  private Outcome run(Duration time) throws IOException {
    List<Connection> connections = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        connections.add(new Connection(server, selector));
      }
      long cpu = threadNanos();
      long began = System.nanoTime();
      long end = began + time.toNanos();
      for (Connection connection : connections) {
        send(connection);
      }
      while (waiting > 0) {
        if (selector.select(key -> answered((Connection) key.attachment(), end), PATIENCE_MILLIS)
            == 0) {
          throw new BenchFailed("no answer in " + PATIENCE_MILLIS / 1000 + " s");
        }
      }
      return new Outcome(latencies, time.toNanos() / 1e9, (threadNanos() - cpu) / 1e9, kept);
    } finally {
      for (Connection connection : connections) {
        connection.channel.close();
      }
    }
  }

  private void send(Connection connection) {
    if (left == 0) {
      return;
    }
    left -= left == Integer.MAX_VALUE ? 0 : 1;
    connection.send(requests.get(next));
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
    latencies.add(now - connection.sent);
    if (kept.size() < keep) {
      kept.add(connection.body());
    }
    send(connection);
  }

  private static long threadNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static final class Connection {
    private final SocketChannel channel;
    private final byte[] answer = new byte[32 * 1024];
    private final ByteBuffer buffer = ByteBuffer.wrap(answer);
    private long sent;

    Connection(InetSocketAddress server, Selector selector) throws IOException {
      channel = SocketChannel.open(server);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
    }

    void send(byte[] request) {
      buffer.clear();
      sent = System.nanoTime();
      try {
        // With at most one on its way, a request always fits into the socket's buffer.
        if (channel.write(ByteBuffer.wrap(request)) < request.length) {
          throw new BenchFailed("a request of " + request.length + " bytes did not fit");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Whether the answer is whole now. */
    boolean receive() {
      try {
        if (channel.read(buffer) < 0) {
          throw new BenchFailed("the server closed a connection");
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      int length = HttpMessage.length(answer, buffer.position());
      return length >= 0 && buffer.position() >= length;
    }

    void requireSuccess() {
      if (HttpMessage.status(answer) != 200) {
        throw new BenchFailed(
            "the server answered "
                + HttpMessage.status(answer)
                + " "
                + new String(body(), StandardCharsets.UTF_8));
      }
    }

    byte[] body() {
      return Arrays.copyOfRange(
          answer, HttpMessage.bodyStart(answer, buffer.position()), buffer.position());
    }
  }
}
