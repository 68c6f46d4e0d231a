// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.api.WebServer;
import dev.signet.trust.ServerIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The two listening ports and where they are reached. */
record Ports(WebServer server, Addresses addresses) implements AutoCloseable {
  /**
   * Opens both.
   *
   * @throws StartRefused when one cannot be had
   */
  static Ports open(
      Config config, Addresses addresses, ServerIdentity identity, WebServer.Content content) {
    try {
      return new Ports(
          WebServer.open(config.host(), config.apiPort(), identity, content), addresses);
    } catch (CompletionException e) {
      throw refused(
          config, e.getCause() instanceof IOException why ? why.getMessage() : e.getCause());
    }
  }

  /**
   * Looks whether the ports can be had, before anything is done for them.
   *
   * @throws StartRefused as {@link #open}, which may still find that another took them meanwhile
   */
  static void requireFree(Config config) {
    if (config.apiPort() == 0) {
      return;
    }
    try (ServerSocket api = new ServerSocket();
        ServerSocket status = new ServerSocket()) {
      api.bind(new InetSocketAddress(config.host(), config.apiPort()));
      status.bind(new InetSocketAddress(config.host(), config.apiPort() + 1));
    } catch (IOException e) {
      throw refused(config, e.getMessage());
    }
  }

  private static StartRefused refused(Config config, @Nullable Object why) {
    return new StartRefused(
        "cannot listen on "
            + config.host()
            + " ports "
            + config.apiPort()
            + " and "
            + (config.apiPort() + 1)
            + ": "
            + why
            + "; --host and --port name others");
  }

  String apiUrl() {
    return addresses.api(server.apiPort());
  }

  String statusUrl() {
    return addresses.status(server.statusPort());
  }

  @Override
  public void close() {
    server.close();
  }
}
