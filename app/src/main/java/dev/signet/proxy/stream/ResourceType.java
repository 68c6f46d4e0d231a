// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream;

import java.util.Optional;

/** The five types of a discovery stream, in the order in which a change is made before break. */
public enum ResourceType {
  CLUSTER("type.googleapis.com/envoy.config.cluster.v3.Cluster", true),
  ENDPOINTS("type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment", false),
  SECRET("type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret", false),
  LISTENER("type.googleapis.com/envoy.config.listener.v3.Listener", true),
  ROUTES("type.googleapis.com/envoy.config.route.v3.RouteConfiguration", false);

  private final String url;
  private final boolean wildcard;

  ResourceType(String url, boolean wildcard) {
    this.url = url;
    this.wildcard = wildcard;
  }

  /** The type of a request, or empty for one that is not served. */
  public static Optional<ResourceType> ofUrl(String url) {
    for (ResourceType type : values()) {
      if (type.url.equals(url)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The type URL on the wire. */
  public String url() {
    return url;
  }

  /** Whether a proxy may ask for everything of this type at once. */
  boolean allowsWildcard() {
    return wildcard;
  }
}
