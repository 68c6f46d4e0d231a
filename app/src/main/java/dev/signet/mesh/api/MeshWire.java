// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.api;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.mesh.ResourceKind;
import dev.signet.mesh.ResourceName;
import dev.signet.mesh.Spec;
import dev.signet.wire.generated.appmesh.NamesGatewayRoute;
import dev.signet.wire.generated.appmesh.NamesMesh;
import dev.signet.wire.generated.appmesh.NamesOwner;
import dev.signet.wire.generated.appmesh.NamesRoute;
import dev.signet.wire.generated.appmesh.NamesVirtualGateway;
import dev.signet.wire.generated.appmesh.NamesVirtualNode;
import dev.signet.wire.generated.appmesh.NamesVirtualRouter;
import dev.signet.wire.generated.appmesh.NamesVirtualService;
import dev.signet.wire.generated.appmesh.TagRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What requests of all kinds have in common. */
final class MeshWire {
  private MeshWire() {}

  /** The most that a request names, for a listing what is listed in: no mesh is another's. */
  static ResourceName name(Caller caller, NamesMesh request) {
    if (request instanceof NamesOwner named && named.meshOwner() != null) {
      requireOwn(caller, named.meshOwner());
    }
    String mesh = request.meshName();
    // Routes first: they also name what they are in.
    return switch (request) {
      case NamesRoute it -> ResourceName.route(mesh, it.virtualRouterName(), it.routeName());
      case NamesGatewayRoute it ->
          ResourceName.gatewayRoute(mesh, it.virtualGatewayName(), it.gatewayRouteName());
      case NamesVirtualNode it ->
          ResourceName.inMesh(ResourceKind.VIRTUAL_NODE, mesh, it.virtualNodeName());
      case NamesVirtualService it ->
          ResourceName.inMesh(ResourceKind.VIRTUAL_SERVICE, mesh, it.virtualServiceName());
      case NamesVirtualRouter it ->
          ResourceName.inMesh(ResourceKind.VIRTUAL_ROUTER, mesh, it.virtualRouterName());
      case NamesVirtualGateway it ->
          ResourceName.inMesh(ResourceKind.VIRTUAL_GATEWAY, mesh, it.virtualGatewayName());
      default -> ResourceName.mesh(mesh);
    };
  }

  private static void requireOwn(Caller caller, String meshOwner) {
    if (!meshOwner.equals(caller.account().value())) {
      throw Refusal.notFound(
          "meshOwner "
              + meshOwner
              + " shares no mesh with account "
              + caller.account()
              + ": expected "
              + caller.account());
    }
  }

  static Tags tags(@Nullable List<TagRef> given) {
    return Tags.of(
        Spec.present(given).stream().map(tag -> new Tags.Tag(tag.key(), tag.value())).toList());
  }
}
