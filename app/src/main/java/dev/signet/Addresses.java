// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet;

import dev.signet.api.WebServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Under which names and URLs a server is reached. */
record Addresses(String host, List<String> names) {
  static Addresses of(Config config) {
    return new Addresses(config.host(), config.names());
  }

  /** DNS names and IP addresses for the server's own certificate, and accepted in Host headers. */
  Set<String> all() {
    Set<String> all = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
    if (!isEveryAddress()) {
      all.add(host);
    }
    all.addAll(names);
    return all;
  }

  /** Where the APIs are: plain HTTP on loopback, else HTTPS. */
  String api(int port) {
    return (WebServer.isLoopback(host) ? "http" : "https") + "://" + reachable() + ":" + port;
  }

  /** Where to ask whether the server lives. */
  String status(int port) {
    return "http://" + reachable() + ":" + port;
  }

  private String reachable() {
    if (isEveryAddress()) {
      return "localhost";
    }
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private boolean isEveryAddress() {
    InetAddress address = new InetSocketAddress(host, 0).getAddress();
    return address != null && address.isAnyLocalAddress();
  }
}
