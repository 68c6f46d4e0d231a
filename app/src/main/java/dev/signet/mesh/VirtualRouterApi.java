// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Tags;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.CreateRouteInput;
import dev.signet.wire.generated.appmesh.CreateRouteOutput;
import dev.signet.wire.generated.appmesh.CreateVirtualRouterInput;
import dev.signet.wire.generated.appmesh.CreateVirtualRouterOutput;
import dev.signet.wire.generated.appmesh.DeleteRouteInput;
import dev.signet.wire.generated.appmesh.DeleteRouteOutput;
import dev.signet.wire.generated.appmesh.DeleteVirtualRouterInput;
import dev.signet.wire.generated.appmesh.DeleteVirtualRouterOutput;
import dev.signet.wire.generated.appmesh.DescribeRouteInput;
import dev.signet.wire.generated.appmesh.DescribeRouteOutput;
import dev.signet.wire.generated.appmesh.DescribeVirtualRouterInput;
import dev.signet.wire.generated.appmesh.DescribeVirtualRouterOutput;
import dev.signet.wire.generated.appmesh.ListRoutesInput;
import dev.signet.wire.generated.appmesh.ListRoutesOutput;
import dev.signet.wire.generated.appmesh.ListVirtualRoutersInput;
import dev.signet.wire.generated.appmesh.ListVirtualRoutersOutput;
import dev.signet.wire.generated.appmesh.RouteData;
import dev.signet.wire.generated.appmesh.RouteRef;
import dev.signet.wire.generated.appmesh.RouteSpec;
import dev.signet.wire.generated.appmesh.RouteStatus;
import dev.signet.wire.generated.appmesh.RouteStatusCode;
import dev.signet.wire.generated.appmesh.UpdateRouteInput;
import dev.signet.wire.generated.appmesh.UpdateRouteOutput;
import dev.signet.wire.generated.appmesh.UpdateVirtualRouterInput;
import dev.signet.wire.generated.appmesh.UpdateVirtualRouterOutput;
import dev.signet.wire.generated.appmesh.VirtualRouterData;
import dev.signet.wire.generated.appmesh.VirtualRouterRef;
import dev.signet.wire.generated.appmesh.VirtualRouterSpec;
import dev.signet.wire.generated.appmesh.VirtualRouterStatus;
import dev.signet.wire.generated.appmesh.VirtualRouterStatusCode;
import java.util.Optional;

/** Virtual routers and their routes in the shapes of the appmesh API. */
final class VirtualRouterApi {
  private final MeshResources resources;
  private final MeshPages pages;

  private VirtualRouterApi(MeshResources resources, MeshPages pages) {
    this.resources = resources;
    this.pages = pages;
  }

  static Bindings<Caller> bindings(MeshResources resources, MeshPages pages) {
    VirtualRouterApi api = new VirtualRouterApi(resources, pages);
    return Bindings.<Caller>none()
        .on(AppMesh.CREATE_VIRTUAL_ROUTER, api::createVirtualRouter)
        .on(AppMesh.DESCRIBE_VIRTUAL_ROUTER, api::describeVirtualRouter)
        .on(AppMesh.UPDATE_VIRTUAL_ROUTER, api::updateVirtualRouter)
        .on(AppMesh.DELETE_VIRTUAL_ROUTER, api::deleteVirtualRouter)
        .on(AppMesh.LIST_VIRTUAL_ROUTERS, api::listVirtualRouters)
        .on(AppMesh.CREATE_ROUTE, api::createRoute)
        .on(AppMesh.DESCRIBE_ROUTE, api::describeRoute)
        .on(AppMesh.UPDATE_ROUTE, api::updateRoute)
        .on(AppMesh.DELETE_ROUTE, api::deleteRoute)
        .on(AppMesh.LIST_ROUTES, api::listRoutes);
  }

  private CreateVirtualRouterOutput createVirtualRouter(
      Caller caller, CreateVirtualRouterInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.inMesh(
                ResourceKind.VIRTUAL_ROUTER, request.meshName(), request.virtualRouterName()),
            new Spec.Router(request.spec()),
            MeshWire.tags(request.tags()),
            Optional.ofNullable(request.clientToken()));
    return new CreateVirtualRouterOutput(
        virtualRouter(resources.create(caller, put), VirtualRouterStatusCode.ACTIVE));
  }

  private UpdateVirtualRouterOutput updateVirtualRouter(
      Caller caller, UpdateVirtualRouterInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.inMesh(
                ResourceKind.VIRTUAL_ROUTER, request.meshName(), request.virtualRouterName()),
            new Spec.Router(request.spec()),
            Tags.NONE,
            Optional.ofNullable(request.clientToken()));
    return new UpdateVirtualRouterOutput(
        virtualRouter(resources.update(caller, put), VirtualRouterStatusCode.ACTIVE));
  }

  private DescribeVirtualRouterOutput describeVirtualRouter(
      Caller caller, DescribeVirtualRouterInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    ResourceName name =
        ResourceName.inMesh(
            ResourceKind.VIRTUAL_ROUTER, request.meshName(), request.virtualRouterName());
    return new DescribeVirtualRouterOutput(
        virtualRouter(resources.describe(caller, name), VirtualRouterStatusCode.ACTIVE));
  }

  private DeleteVirtualRouterOutput deleteVirtualRouter(
      Caller caller, DeleteVirtualRouterInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    ResourceName name =
        ResourceName.inMesh(
            ResourceKind.VIRTUAL_ROUTER, request.meshName(), request.virtualRouterName());
    return new DeleteVirtualRouterOutput(
        virtualRouter(resources.delete(caller, name), VirtualRouterStatusCode.DELETED));
  }

  private ListVirtualRoutersOutput listVirtualRouters(
      Caller caller, ListVirtualRoutersInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    Page<MeshResource> page =
        pages.page(
            caller,
            ResourceKind.VIRTUAL_ROUTER,
            Optional.of(ResourceName.mesh(request.meshName())),
            new MeshPages.Asked(request.limit(), request.nextToken()));
    return ListVirtualRoutersOutput.of(
            page.items().stream().map(VirtualRouterApi::virtualRouterRef).toList())
        .withNextToken(page.next().orElse(null));
  }

  private static VirtualRouterData virtualRouter(
      MeshResource resource, VirtualRouterStatusCode status) {
    VirtualRouterSpec spec = ((Spec.Router) resource.spec()).value();
    return new VirtualRouterData(
        resource.name().mesh(),
        MeshWire.metadata(resource),
        spec,
        new VirtualRouterStatus(status),
        resource.name().name());
  }

  private static VirtualRouterRef virtualRouterRef(MeshResource resource) {
    String owner = MeshWire.owner(resource);
    return new VirtualRouterRef(
        resource.arn(),
        resource.createdAt(),
        resource.updatedAt(),
        resource.name().mesh(),
        owner,
        owner,
        resource.version(),
        resource.name().name());
  }

  private CreateRouteOutput createRoute(Caller caller, CreateRouteInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.route(
                request.meshName(), request.virtualRouterName(), request.routeName()),
            new Spec.Route(request.spec()),
            MeshWire.tags(request.tags()),
            Optional.ofNullable(request.clientToken()));
    return new CreateRouteOutput(route(resources.create(caller, put), RouteStatusCode.ACTIVE));
  }

  private UpdateRouteOutput updateRoute(Caller caller, UpdateRouteInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.route(
                request.meshName(), request.virtualRouterName(), request.routeName()),
            new Spec.Route(request.spec()),
            Tags.NONE,
            Optional.ofNullable(request.clientToken()));
    return new UpdateRouteOutput(route(resources.update(caller, put), RouteStatusCode.ACTIVE));
  }

  private DescribeRouteOutput describeRoute(Caller caller, DescribeRouteInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    ResourceName name =
        ResourceName.route(request.meshName(), request.virtualRouterName(), request.routeName());
    return new DescribeRouteOutput(route(resources.describe(caller, name), RouteStatusCode.ACTIVE));
  }

  private DeleteRouteOutput deleteRoute(Caller caller, DeleteRouteInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    ResourceName name =
        ResourceName.route(request.meshName(), request.virtualRouterName(), request.routeName());
    return new DeleteRouteOutput(route(resources.delete(caller, name), RouteStatusCode.DELETED));
  }

  private ListRoutesOutput listRoutes(Caller caller, ListRoutesInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    Page<MeshResource> page =
        pages.page(
            caller,
            ResourceKind.ROUTE,
            Optional.of(
                ResourceName.inMesh(
                    ResourceKind.VIRTUAL_ROUTER, request.meshName(), request.virtualRouterName())),
            new MeshPages.Asked(request.limit(), request.nextToken()));
    return ListRoutesOutput.of(page.items().stream().map(VirtualRouterApi::routeRef).toList())
        .withNextToken(page.next().orElse(null));
  }

  private static RouteData route(MeshResource resource, RouteStatusCode status) {
    RouteSpec spec = ((Spec.Route) resource.spec()).value();
    return new RouteData(
        resource.name().mesh(),
        MeshWire.metadata(resource),
        resource.name().name(),
        spec,
        new RouteStatus(status),
        resource.name().parent());
  }

  private static RouteRef routeRef(MeshResource resource) {
    String owner = MeshWire.owner(resource);
    return new RouteRef(
        resource.arn(),
        resource.createdAt(),
        resource.updatedAt(),
        resource.name().mesh(),
        owner,
        owner,
        resource.name().name(),
        resource.version(),
        resource.name().parent());
  }
}
