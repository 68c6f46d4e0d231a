// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import java.util.List;
import java.util.Optional;

/** What the spec of a virtual gateway says. */
public record VirtualGateway(
    List<MeshListener> listeners, Backends backends, Optional<AccessLogFile> accessLog)
    implements Proxied {
  public VirtualGateway {
    listeners = List.copyOf(listeners);
  }
}
