// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** A real Envoy that joined a mesh, with its listeners on an address of its own. */
final class Envoy {
  static final int LISTENER = 9080;

  private static final int ADMIN = 9901;
  private static final int EGRESS = 15001;

  private final String address;

  private Envoy(String address) {
    this.address = address;
  }

  /** Joins as the proxy of a resource and starts what bootstrap wrote. */
  static Envoy join(Scratch scratch, Server server, String resource) {
    String address = freeAddress();
    Path folder = scratch.folder().resolve("proxy");
    String token =
        server.command("", "proxy", "token", resource, "--data", server.data().toString());
    server.command(
        token,
        "proxy",
        "bootstrap",
        "--endpoint",
        server.api().toString().replace("http://", "https://"),
        "--out",
        folder.toString(),
        "--bind",
        address);
    ProcessBuilder builder =
        new ProcessBuilder(folder.resolve("run").toString(), "--concurrency", "1");
    builder
        .environment()
        .merge("PATH", programFolder(), (old, own) -> own + File.pathSeparator + old);
    Path log = scratch.folder().resolve("envoy.log");
    scratch.start(builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())), log);
    return new Envoy(address);
  }

  /** The serial that its listener shows on a new connection. */
  BigInteger serial() throws IOException {
    return Handshake.serial(address, LISTENER);
  }

  /** Whether its listener shows this serial already. */
  boolean shows(BigInteger serial) {
    try {
      return serial().equals(serial);
    } catch (IOException e) {
      return false; // it does not listen yet
    }
  }

  private static String programFolder() {
    String envoy = System.getenv("SIGNET_ENVOY");
    if (envoy == null || envoy.isEmpty()) {
      throw new BenchFailed("SIGNET_ENVOY is not set: expected the path of an Envoy");
    }
    return String.valueOf(Path.of(envoy).toAbsolutePath().getParent());
  }

  /** Above those that the demo takes. */
  private static String freeAddress() {
    return IntStream.range(100, 256)
        .mapToObj(y -> "127.0." + y + ".10")
        .filter(
            host -> List.of(LISTENER, ADMIN, EGRESS).stream().allMatch(port -> isFree(host, port)))
        .findFirst()
        .orElseThrow(() ->
            new BenchFailed(
                "port 9080, 9901 or 15001 is taken on each of 127.0.100.10 to 127.0.255.10"));
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
