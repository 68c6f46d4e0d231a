// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.envoy.draft;

import dev.signet.mesh.resource.MeshListener;

/** Names of resources that others refer to. */
public final class ResourceNames {
  private ResourceNames() {}

  /** What tells a listener from the others of its resource, {@code http_9080}. */
  public static String suffix(MeshListener listener) {
    return listener.protocol() + "_" + listener.port();
  }

  /** The route configuration of a listener. */
  public static String ingressRoutes(MeshListener listener) {
    return "rds_ingress_" + suffix(listener);
  }
}
