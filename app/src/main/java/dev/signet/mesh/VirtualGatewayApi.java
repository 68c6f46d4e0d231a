// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Tags;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.CreateGatewayRouteInput;
import dev.signet.wire.generated.appmesh.CreateGatewayRouteOutput;
import dev.signet.wire.generated.appmesh.CreateVirtualGatewayInput;
import dev.signet.wire.generated.appmesh.CreateVirtualGatewayOutput;
import dev.signet.wire.generated.appmesh.DeleteGatewayRouteInput;
import dev.signet.wire.generated.appmesh.DeleteGatewayRouteOutput;
import dev.signet.wire.generated.appmesh.DeleteVirtualGatewayInput;
import dev.signet.wire.generated.appmesh.DeleteVirtualGatewayOutput;
import dev.signet.wire.generated.appmesh.DescribeGatewayRouteInput;
import dev.signet.wire.generated.appmesh.DescribeGatewayRouteOutput;
import dev.signet.wire.generated.appmesh.DescribeVirtualGatewayInput;
import dev.signet.wire.generated.appmesh.DescribeVirtualGatewayOutput;
import dev.signet.wire.generated.appmesh.GatewayRouteData;
import dev.signet.wire.generated.appmesh.GatewayRouteRef;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.GatewayRouteStatus;
import dev.signet.wire.generated.appmesh.GatewayRouteStatusCode;
import dev.signet.wire.generated.appmesh.ListGatewayRoutesInput;
import dev.signet.wire.generated.appmesh.ListGatewayRoutesOutput;
import dev.signet.wire.generated.appmesh.ListVirtualGatewaysInput;
import dev.signet.wire.generated.appmesh.ListVirtualGatewaysOutput;
import dev.signet.wire.generated.appmesh.UpdateGatewayRouteInput;
import dev.signet.wire.generated.appmesh.UpdateGatewayRouteOutput;
import dev.signet.wire.generated.appmesh.UpdateVirtualGatewayInput;
import dev.signet.wire.generated.appmesh.UpdateVirtualGatewayOutput;
import dev.signet.wire.generated.appmesh.VirtualGatewayData;
import dev.signet.wire.generated.appmesh.VirtualGatewayRef;
import dev.signet.wire.generated.appmesh.VirtualGatewaySpec;
import dev.signet.wire.generated.appmesh.VirtualGatewayStatus;
import dev.signet.wire.generated.appmesh.VirtualGatewayStatusCode;
import java.util.Optional;

/** Virtual gateways and their routes in the shapes of the appmesh API. */
final class VirtualGatewayApi {
  private final MeshResources resources;
  private final MeshPages pages;

  private VirtualGatewayApi(MeshResources resources, MeshPages pages) {
    this.resources = resources;
    this.pages = pages;
  }

  static Bindings<Caller> bindings(MeshResources resources, MeshPages pages) {
    VirtualGatewayApi api = new VirtualGatewayApi(resources, pages);
    return Bindings.<Caller>none()
        .on(AppMesh.CREATE_VIRTUAL_GATEWAY, api::createVirtualGateway)
        .on(AppMesh.DESCRIBE_VIRTUAL_GATEWAY, api::describeVirtualGateway)
        .on(AppMesh.UPDATE_VIRTUAL_GATEWAY, api::updateVirtualGateway)
        .on(AppMesh.DELETE_VIRTUAL_GATEWAY, api::deleteVirtualGateway)
        .on(AppMesh.LIST_VIRTUAL_GATEWAYS, api::listVirtualGateways)
        .on(AppMesh.CREATE_GATEWAY_ROUTE, api::createGatewayRoute)
        .on(AppMesh.DESCRIBE_GATEWAY_ROUTE, api::describeGatewayRoute)
        .on(AppMesh.UPDATE_GATEWAY_ROUTE, api::updateGatewayRoute)
        .on(AppMesh.DELETE_GATEWAY_ROUTE, api::deleteGatewayRoute)
        .on(AppMesh.LIST_GATEWAY_ROUTES, api::listGatewayRoutes);
  }

  private CreateVirtualGatewayOutput createVirtualGateway(
      Caller caller, CreateVirtualGatewayInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.inMesh(
                ResourceKind.VIRTUAL_GATEWAY, request.meshName(), request.virtualGatewayName()),
            new Spec.Gateway(request.spec()),
            MeshWire.tags(request.tags()),
            Optional.ofNullable(request.clientToken()));
    return new CreateVirtualGatewayOutput(
        virtualGateway(resources.create(caller, put), VirtualGatewayStatusCode.ACTIVE));
  }

  private UpdateVirtualGatewayOutput updateVirtualGateway(
      Caller caller, UpdateVirtualGatewayInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.inMesh(
                ResourceKind.VIRTUAL_GATEWAY, request.meshName(), request.virtualGatewayName()),
            new Spec.Gateway(request.spec()),
            Tags.NONE,
            Optional.ofNullable(request.clientToken()));
    return new UpdateVirtualGatewayOutput(
        virtualGateway(resources.update(caller, put), VirtualGatewayStatusCode.ACTIVE));
  }

  private DescribeVirtualGatewayOutput describeVirtualGateway(
      Caller caller, DescribeVirtualGatewayInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    ResourceName name =
        ResourceName.inMesh(
            ResourceKind.VIRTUAL_GATEWAY, request.meshName(), request.virtualGatewayName());
    return new DescribeVirtualGatewayOutput(
        virtualGateway(resources.describe(caller, name), VirtualGatewayStatusCode.ACTIVE));
  }

  private DeleteVirtualGatewayOutput deleteVirtualGateway(
      Caller caller, DeleteVirtualGatewayInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    ResourceName name =
        ResourceName.inMesh(
            ResourceKind.VIRTUAL_GATEWAY, request.meshName(), request.virtualGatewayName());
    return new DeleteVirtualGatewayOutput(
        virtualGateway(resources.delete(caller, name), VirtualGatewayStatusCode.DELETED));
  }

  private ListVirtualGatewaysOutput listVirtualGateways(
      Caller caller, ListVirtualGatewaysInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    Page<MeshResource> page =
        pages.page(
            caller,
            ResourceKind.VIRTUAL_GATEWAY,
            Optional.of(ResourceName.mesh(request.meshName())),
            new MeshPages.Asked(request.limit(), request.nextToken()));
    return ListVirtualGatewaysOutput.of(
            page.items().stream().map(VirtualGatewayApi::virtualGatewayRef).toList())
        .withNextToken(page.next().orElse(null));
  }

  private static VirtualGatewayData virtualGateway(
      MeshResource resource, VirtualGatewayStatusCode status) {
    VirtualGatewaySpec spec = ((Spec.Gateway) resource.spec()).value();
    return new VirtualGatewayData(
        resource.name().mesh(),
        MeshWire.metadata(resource),
        spec,
        new VirtualGatewayStatus(status),
        resource.name().name());
  }

  private static VirtualGatewayRef virtualGatewayRef(MeshResource resource) {
    String owner = MeshWire.owner(resource);
    return new VirtualGatewayRef(
        resource.arn(),
        resource.createdAt(),
        resource.updatedAt(),
        resource.name().mesh(),
        owner,
        owner,
        resource.version(),
        resource.name().name());
  }

  private CreateGatewayRouteOutput createGatewayRoute(
      Caller caller, CreateGatewayRouteInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.gatewayRoute(
                request.meshName(), request.virtualGatewayName(), request.gatewayRouteName()),
            new Spec.GatewayRoute(request.spec()),
            MeshWire.tags(request.tags()),
            Optional.ofNullable(request.clientToken()));
    return new CreateGatewayRouteOutput(
        gatewayRoute(resources.create(caller, put), GatewayRouteStatusCode.ACTIVE));
  }

  private UpdateGatewayRouteOutput updateGatewayRoute(
      Caller caller, UpdateGatewayRouteInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.gatewayRoute(
                request.meshName(), request.virtualGatewayName(), request.gatewayRouteName()),
            new Spec.GatewayRoute(request.spec()),
            Tags.NONE,
            Optional.ofNullable(request.clientToken()));
    return new UpdateGatewayRouteOutput(
        gatewayRoute(resources.update(caller, put), GatewayRouteStatusCode.ACTIVE));
  }

  private DescribeGatewayRouteOutput describeGatewayRoute(
      Caller caller, DescribeGatewayRouteInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    ResourceName name =
        ResourceName.gatewayRoute(
            request.meshName(), request.virtualGatewayName(), request.gatewayRouteName());
    return new DescribeGatewayRouteOutput(
        gatewayRoute(resources.describe(caller, name), GatewayRouteStatusCode.ACTIVE));
  }

  private DeleteGatewayRouteOutput deleteGatewayRoute(
      Caller caller, DeleteGatewayRouteInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    ResourceName name =
        ResourceName.gatewayRoute(
            request.meshName(), request.virtualGatewayName(), request.gatewayRouteName());
    return new DeleteGatewayRouteOutput(
        gatewayRoute(resources.delete(caller, name), GatewayRouteStatusCode.DELETED));
  }

  private ListGatewayRoutesOutput listGatewayRoutes(Caller caller, ListGatewayRoutesInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    Page<MeshResource> page =
        pages.page(
            caller,
            ResourceKind.GATEWAY_ROUTE,
            Optional.of(
                ResourceName.inMesh(
                    ResourceKind.VIRTUAL_GATEWAY,
                    request.meshName(),
                    request.virtualGatewayName())),
            new MeshPages.Asked(request.limit(), request.nextToken()));
    return ListGatewayRoutesOutput.of(
            page.items().stream().map(VirtualGatewayApi::gatewayRouteRef).toList())
        .withNextToken(page.next().orElse(null));
  }

  private static GatewayRouteData gatewayRoute(
      MeshResource resource, GatewayRouteStatusCode status) {
    GatewayRouteSpec spec = ((Spec.GatewayRoute) resource.spec()).value();
    return new GatewayRouteData(
        resource.name().name(),
        resource.name().mesh(),
        MeshWire.metadata(resource),
        spec,
        new GatewayRouteStatus(status),
        resource.name().parent());
  }

  private static GatewayRouteRef gatewayRouteRef(MeshResource resource) {
    String owner = MeshWire.owner(resource);
    return new GatewayRouteRef(
        resource.arn(),
        resource.createdAt(),
        resource.name().name(),
        resource.updatedAt(),
        resource.name().mesh(),
        owner,
        owner,
        resource.version(),
        resource.name().parent());
  }
}
