// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;

/** Another program that serves on a port, as a process of its own. */
record PeerProcess(Process process, InetSocketAddress address) {
  /** A port that nobody has now. */
  static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new BenchFailed("no free port: " + e.getMessage());
    }
  }

  /** The program that a variable of the environment names. */
  static String program(String variable) {
    String program = System.getenv(variable);
    if (program == null || program.isEmpty()) {
      throw new BenchFailed(variable + " is not set: expected the path of a program");
    }
    return program;
  }

  /** Starts it and waits until it takes connections. */
  static PeerProcess start(Scratch scratch, int port, ProcessBuilder builder) {
    Path log =
        scratch.folder().resolve(Path.of(builder.command().getFirst()).getFileName() + ".log");
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = scratch.start(builder, log);
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    Waiting.until(
        builder.command().getFirst() + " answers",
        () -> {
          if (!process.isAlive()) {
            throw new BenchFailed(
                builder.command().getFirst() + " ended: " + Machine.lines(log.toString()));
          }
          return accepts(address);
        });
    return new PeerProcess(process, address);
  }

  Contender contender(String name, List<byte[]> requests) {
    return new Contender(name, Target.plain(address), process.pid(), () -> requests);
  }

  private static boolean accepts(InetSocketAddress address) {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
