// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.draft;

import dev.signet.proxy.stream.IpPort;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;

/** Where something listens, as Envoy takes it. */
public final class SocketAddresses {
  private SocketAddresses() {}

  /** An IP address and a port. */
  public static Address of(IpPort place) {
    return of(place.address(), place.port());
  }

  /** A host, by name or IP address, and a port. */
  public static Address of(String host, int port) {
    return Address.newBuilder()
        .setSocketAddress(SocketAddress.newBuilder().setAddress(host).setPortValue(port))
        .build();
  }
}
