// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A kept connection with at most one request on its way. */
class Connection implements AutoCloseable {
  private static final int LONGEST_ANSWER = 32 * 1024;

  private final SocketChannel channel;
  private final byte[] answer = new byte[LONGEST_ANSWER];
  private final ByteBuffer buffer = ByteBuffer.wrap(answer);
  private long since;

  Connection(InetSocketAddress server) throws IOException {
    channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /** From now on it is told of by the selector, and nothing waits. */
  final void register(Selector selector) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  /**
   * Sends a request.
   *
   * @param from when its time begins to count
   */
  final void send(byte[] request, long from) {
    buffer.clear();
    since = from;
    try {
      write(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the answer is whole now. */
  final boolean receive() {
    try {
      if (read(buffer) < 0) {
        throw new BenchFailed("the server closed a connection");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HttpMessage.isWhole(answer, buffer.position());
  }

  void write(byte[] request) throws IOException {
    writeWhole(ByteBuffer.wrap(request));
  }

  int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  /** With at most one on its way, a request always fits into the socket's buffer. */
  final void writeWhole(ByteBuffer octets) throws IOException {
    int length = octets.remaining();
    if (channel.write(octets) < length) {
      throw new BenchFailed("a request of " + length + " octets did not fit");
    }
  }

  final int readSome(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  /** When the time of its request began. */
  final long since() {
    return since;
  }

  final void requireSuccess() {
    int status = HttpMessage.status(answer);
    if (status / 100 != 2) {
      throw new BenchFailed(
          "the server answered " + status + " " + new String(body(), StandardCharsets.UTF_8));
    }
  }

  final byte[] body() {
    return Arrays.copyOfRange(
        answer, HttpMessage.bodyStart(answer, buffer.position()), buffer.position());
  }

  @Override
  public final void close() throws IOException {
    channel.close();
  }
}
