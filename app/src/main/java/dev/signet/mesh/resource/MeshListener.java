// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import java.util.Optional;

/** A listener of a virtual node or gateway. */
public record MeshListener(
    int port,
    MeshProtocol protocol,
    Optional<ListenerTls> tls,
    Optional<Timeouts> timeouts,
    Optional<ConnectionPool> pool,
    Optional<HealthCheckPolicy> healthCheck,
    Optional<OutlierPolicy> outlierDetection) {

  /** Its TLS, unless it is switched off. */
  public Optional<ListenerTls> activeTls() {
    return tls.filter(found -> found.mode() != ListenerTls.Mode.DISABLED);
  }
}
