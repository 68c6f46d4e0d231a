// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The seven kinds of App Mesh resources. */
public enum ResourceKind {
  MESH("Mesh", "mesh", null),
  VIRTUAL_NODE("VirtualNode", "virtualNode", null),
  VIRTUAL_SERVICE("VirtualService", "virtualService", null),
  VIRTUAL_ROUTER("VirtualRouter", "virtualRouter", null),
  VIRTUAL_GATEWAY("VirtualGateway", "virtualGateway", null),
  ROUTE("Route", "route", VIRTUAL_ROUTER),
  GATEWAY_ROUTE("GatewayRoute", "gatewayRoute", VIRTUAL_GATEWAY);

  private final String label;
  private final String segment;
  private final @Nullable ResourceKind parent;

  ResourceKind(String label, String segment, @Nullable ResourceKind parent) {
    this.label = label;
    this.segment = segment;
    this.parent = parent;
  }

  /** The name in messages and operations, for example {@code VirtualNode}. */
  public String label() {
    return label;
  }

  /** What stands before the name in an ARN, for example {@code virtualNode}. */
  String segment() {
    return segment;
  }

  /** The kind between this one and the mesh, for routes and gateway routes only. */
  public Optional<ResourceKind> parent() {
    return Optional.ofNullable(parent);
  }
}
