// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.api.WebServer;
import dev.signet.trust.ServerIdentity;
import java.io.IOException;
import java.util.concurrent.CompletionException;

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
      throw new StartRefused(
          "cannot listen on "
              + config.host()
              + " ports "
              + config.apiPort()
              + " and "
              + (config.apiPort() + 1)
              + ": "
              + (e.getCause() instanceof IOException why ? why.getMessage() : e.getCause()));
    }
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
