// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Refusal;
import dev.signet.store.Tx;
import java.util.List;

/** What must be gone before a resource may be deleted. */
final class DeletionOrder {
  private static final List<ResourceKind> IN_MESH =
      List.of(
          ResourceKind.VIRTUAL_NODE,
          ResourceKind.VIRTUAL_SERVICE,
          ResourceKind.VIRTUAL_ROUTER,
          ResourceKind.VIRTUAL_GATEWAY);

  private DeletionOrder() {}

  /**
   * Accepts a resource that nothing is in and nothing refers to.
   *
   * @throws Refusal of kind IN_USE otherwise
   */
  static void require(Tx tx, MeshResource resource) {
    String arn = resource.arn();
    String subject =
        resource.name().kind().label()
            + " with name "
            + resource.name().name()
            + " cannot be deleted because ";
    switch (resource.name().kind()) {
      case MESH -> requireEmpty(tx, resource);
      case VIRTUAL_NODE -> {
        if (!MeshTables.referrers(tx, arn, ResourceKind.ROUTE).isEmpty()) {
          throw Refusal.inUse(subject + "it is the target of one or more routes.");
        }
        requireNoProvider(tx, arn, subject);
      }
      case VIRTUAL_ROUTER -> {
        requireNoProvider(tx, arn, subject);
        if (has(tx, resource, ResourceKind.ROUTE)) {
          throw Refusal.inUse(subject + "it has routes, please delete Routes before deleting it");
        }
      }
      case VIRTUAL_SERVICE -> {
        List<String> routes = MeshTables.referrers(tx, arn, ResourceKind.GATEWAY_ROUTE);
        if (!routes.isEmpty()) {
          throw Refusal.inUse(
              "VirtualService "
                  + resource.name().name()
                  + " is being referenced in the following: GATEWAY_ROUTE: "
                  + routes);
        }
      }
      case VIRTUAL_GATEWAY -> {
        if (has(tx, resource, ResourceKind.GATEWAY_ROUTE)) {
          throw Refusal.inUse(
              subject + "it has gateway routes, please delete GatewayRoutes before deleting it");
        }
      }
      case ROUTE, GATEWAY_ROUTE -> {}
    }
  }

  private static void requireEmpty(Tx tx, MeshResource mesh) {
    for (ResourceKind kind : IN_MESH) {
      if (has(tx, mesh, kind)) {
        String kinds = kind.label() + "s";
        throw Refusal.inUse(
            "Mesh "
                + mesh.name().name()
                + " for account "
                + mesh.home().account()
                + " has active "
                + kinds
                + ", please delete "
                + kinds
                + " before deleting the Mesh");
      }
    }
  }

  private static void requireNoProvider(Tx tx, String arn, String subject) {
    if (!MeshTables.referrers(tx, arn, ResourceKind.VIRTUAL_SERVICE).isEmpty()) {
      throw Refusal.inUse(subject + "it is a VirtualService provider");
    }
  }

  private static boolean has(Tx tx, MeshResource container, ResourceKind kind) {
    return !MeshTables.page(
            tx, new MeshTables.Collection(container.home(), kind, container.arn()), "", 1)
        .isEmpty();
  }
}
