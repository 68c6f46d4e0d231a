// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Refusal;
import dev.signet.store.Tx;
import java.util.List;
import java.util.stream.Stream;

/**
 * The routes that fit what they refer to before it is updated, and must after. One that did not fit
 * any more was broken by none of these updates.
 *
 * @param updated what they depend on
 * @param losesAll whether it had listeners and has none left; a route may be made before the
 *     listeners, but nobody takes them away from under it
 */
record MeshDependents(MeshResource updated, boolean losesAll, List<MeshResource> routes) {
  /** Those of a resource that is about to be updated; none unless that can matter to them. */
  static MeshDependents before(Tx tx, MeshResource old, MeshResource updated) {
    boolean same =
        switch (old.spec()) {
          case Spec.Service service -> service.equals(updated.spec());
          default -> old.spec().ports().equals(updated.spec().ports());
        };
    boolean losesAll = !old.spec().ports().isEmpty() && updated.spec().ports().isEmpty();
    List<MeshResource> routes =
        same ? List.of() : of(tx, old).filter(route -> fits(tx, route)).toList();
    return new MeshDependents(updated, losesAll, routes);
  }

  /**
   * Accepts the update, which was written.
   *
   * @throws Refusal of kind INVALID that names a route which it breaks
   */
  void require(Tx tx) {
    for (MeshResource route : routes) {
      if (losesAll) {
        throw broken(route, "expected a listener of " + updated.name());
      }
      try {
        check(tx, route);
      } catch (Refusal refusal) {
        throw broken(route, refusal.message());
      }
    }
  }

  private static Refusal broken(MeshResource route, String why) {
    return Refusal.invalid(route.name() + " would no longer fit: " + why);
  }

  private static boolean fits(Tx tx, MeshResource route) {
    try {
      check(tx, route);
      return true;
    } catch (Refusal refusal) {
      return false;
    }
  }

  private static void check(Tx tx, MeshResource route) {
    MeshReferences.require(tx, route.home(), route.name(), route.spec());
  }

  private static Stream<MeshResource> of(Tx tx, MeshResource changed) {
    String arn = changed.arn();
    return switch (changed.name().kind()) {
      case VIRTUAL_NODE ->
          Stream.concat(
              MeshTables.referring(tx, arn, ResourceKind.ROUTE).stream(), behindServices(tx, arn));
      case VIRTUAL_ROUTER ->
          Stream.concat(in(tx, changed, ResourceKind.ROUTE), behindServices(tx, arn));
      case VIRTUAL_GATEWAY -> in(tx, changed, ResourceKind.GATEWAY_ROUTE);
      case VIRTUAL_SERVICE -> MeshTables.referring(tx, arn, ResourceKind.GATEWAY_ROUTE).stream();
      case MESH, ROUTE, GATEWAY_ROUTE -> Stream.empty();
    };
  }

  private static Stream<MeshResource> in(Tx tx, MeshResource container, ResourceKind kind) {
    return MeshTables.all(tx, new MeshTables.Collection(container.home(), kind, container.arn()))
        .stream();
  }

  /** The gateway routes to the services that are provided by this. */
  private static Stream<MeshResource> behindServices(Tx tx, String provider) {
    return MeshTables.referring(tx, provider, ResourceKind.VIRTUAL_SERVICE).stream()
        .flatMap(service ->
            MeshTables.referring(tx, service.arn(), ResourceKind.GATEWAY_ROUTE).stream());
  }
}
