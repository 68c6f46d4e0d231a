// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** The same by TLS: one handshake, then records. */
final class TlsConnection extends Connection {
  private final SSLEngine engine;
  private final ByteBuffer sealed;
  private final ByteBuffer out;
  private final ByteBuffer handshakeData;

  TlsConnection(InetSocketAddress server, SSLContext context) throws IOException {
    super(server);
    engine = context.createSSLEngine(server.getHostString(), server.getPort());
    engine.setUseClientMode(true);
    sealed = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize()).flip();
    out = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize());
    handshakeData = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    shakeHands();
  }

  /** While the channel still waits. */
  private void shakeHands() throws IOException {
    engine.beginHandshake();
    while (true) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_WRAP -> writeRecords(ByteBuffer.allocate(0));
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
          if (unwrap(handshakeData) == Status.BUFFER_UNDERFLOW && fill() < 0) {
            throw new BenchFailed("the server broke off a TLS handshake");
          }
        }
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  @Override
  void write(byte[] request) throws IOException {
    writeRecords(ByteBuffer.wrap(request));
  }

  private void writeRecords(ByteBuffer plain) throws IOException {
    do {
      engine.wrap(plain, out.clear());
      writeWhole(out.flip());
    } while (plain.hasRemaining());
  }

  @Override
  int read(ByteBuffer into) throws IOException {
    int before = into.position();
    int read = fill();
    while (unwrap(into) == Status.OK && sealed.hasRemaining()) {
      runTasks();
    }
    runTasks();
    return read < 0 ? read : into.position() - before;
  }

  /** What comes after the handshake of TLS 1.3, tickets, is read as well. */
  private void runTasks() {
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
      engine.getDelegatedTask().run();
    }
  }

  private Status unwrap(ByteBuffer into) throws SSLException {
    SSLEngineResult result = engine.unwrap(sealed, into);
    if (result.getStatus() == Status.BUFFER_OVERFLOW) {
      throw new BenchFailed("an answer longer than " + into.capacity() + " octets");
    }
    return result.getStatus();
  }

  private int fill() throws IOException {
    sealed.compact();
    int read = readSome(sealed);
    sealed.flip();
    return read;
  }
}
