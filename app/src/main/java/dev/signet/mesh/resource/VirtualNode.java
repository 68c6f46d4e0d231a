// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import dev.signet.wire.generated.appmesh.ServiceDiscovery;
import java.util.List;
import java.util.Optional;

/**
 * What the spec of a virtual node says.
 *
 * @param discovery how callers find it; absent when none can
 */
public record VirtualNode(
    List<MeshListener> listeners,
    Backends backends,
    Optional<ServiceDiscovery> discovery,
    Optional<AccessLogFile> accessLog)
    implements Proxied {
  public VirtualNode {
    listeners = List.copyOf(listeners);
  }
}
