// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy;

import dev.signet.mesh.MeshKey;
import dev.signet.mesh.MeshViews;
import dev.signet.mesh.view.MeshView;
import dev.signet.proxy.identity.ProxyResource;

/** What proxies can act for: the virtual nodes and gateways that exist now. */
final class Joinable {
  private Joinable() {}

  static boolean in(MeshViews views, ProxyResource resource) {
    return views
        .current(new MeshKey(resource.account(), resource.region(), resource.mesh()))
        .filter(mesh -> in(mesh, resource))
        .isPresent();
  }

  private static boolean in(MeshView mesh, ProxyResource resource) {
    return switch (resource.kind()) {
      case VIRTUAL_NODE -> mesh.nodes().containsKey(resource.name());
      case VIRTUAL_GATEWAY -> mesh.gateways().containsKey(resource.name());
    };
  }
}
