// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A server that does nothing but answer, so that the load's own cost shows: what the sending thread
 * uses per request does not depend on who answers.
 */
final class NullAnswer {
  private NullAnswer() {}

  /** CPU microseconds that the load itself spends on one request and an answer of that size. */
  static double loadMicros(List<byte[]> requests, int answerBytes, Duration time) {
    Load.Outcome outcome = load(requests, answerBytes, time);
    return outcome.cpuSeconds() * 1e6 / outcome.latencies().count();
  }

  /** The same load as on a server: more than that, nobody answers here. */
  static Load.Outcome load(List<byte[]> requests, int answerBytes, Duration time) {
    try (ServerSocket listening =
        new ServerSocket(0, Load.CONNECTIONS, InetAddress.getLoopbackAddress())) {
      byte[] answer =
          ("HTTP/1.1 200 OK\r\ncontent-length: "
                  + answerBytes
                  + "\r\n\r\n"
                  + "x".repeat(answerBytes))
              .getBytes(StandardCharsets.US_ASCII);
      Thread.ofPlatform().daemon().start(() -> accept(listening, answer));
      return Load.run(
          new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort()),
          requests,
          time,
          0);
    } catch (IOException e) {
      throw new BenchFailed("cannot measure the load itself: " + e.getMessage());
    }
  }

  private static void accept(ServerSocket listening, byte[] answer) {
    while (true) {
      try {
        Socket connection = listening.accept();
        Thread.ofVirtual().start(() -> serve(connection, answer));
      } catch (IOException e) {
        return; // the measurement is over
      }
    }
  }

  private static void serve(Socket connection, byte[] answer) {
    byte[] request = new byte[32 * 1024];
    int received = 0;
    try (connection) {
      connection.setTcpNoDelay(true);
      while (true) {
        int read = connection.getInputStream().read(request, received, request.length - received);
        if (read < 0) {
          return;
        }
        received += read;
        if (HttpMessage.isWholeRequest(request, received)) {
          connection.getOutputStream().write(answer);
          received = 0;
        }
      }
    } catch (IOException e) {
      // the measurement is over
    }
  }
}
