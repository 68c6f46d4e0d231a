// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import java.util.stream.Stream;

/** The types of a discovery stream. */
enum XdsType {
  CLUSTER("config.cluster.v3.Cluster"),
  ENDPOINTS("config.endpoint.v3.ClusterLoadAssignment"),
  LISTENER("config.listener.v3.Listener"),
  ROUTES("config.route.v3.RouteConfiguration"),
  SECRET("extensions.transport_sockets.tls.v3.Secret");

  private final String url;

  XdsType(String name) {
    this.url = "type.googleapis.com/envoy." + name;
  }

  String url() {
    return url;
  }

  static XdsType of(String url) {
    return Stream.of(values())
        .filter(type -> type.url.equals(url))
        .findFirst()
        .orElseThrow(() -> new BenchFailed("a message of the unknown type " + url));
  }
}
