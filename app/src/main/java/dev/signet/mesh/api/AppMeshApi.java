// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.api;

import dev.signet.ground.Api;
import dev.signet.ground.Pages;
import dev.signet.kernel.Caller;
import dev.signet.mesh.MeshResources;
import dev.signet.mesh.ResourceKind;
import dev.signet.mesh.Spec;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.CreateGatewayRouteOutput;
import dev.signet.wire.generated.appmesh.CreateMeshOutput;
import dev.signet.wire.generated.appmesh.CreateRouteOutput;
import dev.signet.wire.generated.appmesh.CreateVirtualGatewayOutput;
import dev.signet.wire.generated.appmesh.CreateVirtualNodeOutput;
import dev.signet.wire.generated.appmesh.CreateVirtualRouterOutput;
import dev.signet.wire.generated.appmesh.CreateVirtualServiceOutput;
import dev.signet.wire.generated.appmesh.DeleteGatewayRouteOutput;
import dev.signet.wire.generated.appmesh.DeleteMeshOutput;
import dev.signet.wire.generated.appmesh.DeleteRouteOutput;
import dev.signet.wire.generated.appmesh.DeleteVirtualGatewayOutput;
import dev.signet.wire.generated.appmesh.DeleteVirtualNodeOutput;
import dev.signet.wire.generated.appmesh.DeleteVirtualRouterOutput;
import dev.signet.wire.generated.appmesh.DeleteVirtualServiceOutput;
import dev.signet.wire.generated.appmesh.DescribeGatewayRouteOutput;
import dev.signet.wire.generated.appmesh.DescribeMeshOutput;
import dev.signet.wire.generated.appmesh.DescribeRouteOutput;
import dev.signet.wire.generated.appmesh.DescribeVirtualGatewayOutput;
import dev.signet.wire.generated.appmesh.DescribeVirtualNodeOutput;
import dev.signet.wire.generated.appmesh.DescribeVirtualRouterOutput;
import dev.signet.wire.generated.appmesh.DescribeVirtualServiceOutput;
import dev.signet.wire.generated.appmesh.GatewayRouteData;
import dev.signet.wire.generated.appmesh.GatewayRouteRef;
import dev.signet.wire.generated.appmesh.GatewayRouteSpec;
import dev.signet.wire.generated.appmesh.GatewayRouteStatus;
import dev.signet.wire.generated.appmesh.GatewayRouteStatusCode;
import dev.signet.wire.generated.appmesh.ListGatewayRoutesOutput;
import dev.signet.wire.generated.appmesh.ListMeshesOutput;
import dev.signet.wire.generated.appmesh.ListRoutesOutput;
import dev.signet.wire.generated.appmesh.ListVirtualGatewaysOutput;
import dev.signet.wire.generated.appmesh.ListVirtualNodesOutput;
import dev.signet.wire.generated.appmesh.ListVirtualRoutersOutput;
import dev.signet.wire.generated.appmesh.ListVirtualServicesOutput;
import dev.signet.wire.generated.appmesh.MeshData;
import dev.signet.wire.generated.appmesh.MeshRef;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.MeshStatus;
import dev.signet.wire.generated.appmesh.MeshStatusCode;
import dev.signet.wire.generated.appmesh.RouteData;
import dev.signet.wire.generated.appmesh.RouteRef;
import dev.signet.wire.generated.appmesh.RouteSpec;
import dev.signet.wire.generated.appmesh.RouteStatus;
import dev.signet.wire.generated.appmesh.RouteStatusCode;
import dev.signet.wire.generated.appmesh.UpdateGatewayRouteOutput;
import dev.signet.wire.generated.appmesh.UpdateMeshOutput;
import dev.signet.wire.generated.appmesh.UpdateRouteOutput;
import dev.signet.wire.generated.appmesh.UpdateVirtualGatewayOutput;
import dev.signet.wire.generated.appmesh.UpdateVirtualNodeOutput;
import dev.signet.wire.generated.appmesh.UpdateVirtualRouterOutput;
import dev.signet.wire.generated.appmesh.UpdateVirtualServiceOutput;
import dev.signet.wire.generated.appmesh.VirtualGatewayData;
import dev.signet.wire.generated.appmesh.VirtualGatewayRef;
import dev.signet.wire.generated.appmesh.VirtualGatewaySpec;
import dev.signet.wire.generated.appmesh.VirtualGatewayStatus;
import dev.signet.wire.generated.appmesh.VirtualGatewayStatusCode;
import dev.signet.wire.generated.appmesh.VirtualNodeData;
import dev.signet.wire.generated.appmesh.VirtualNodeRef;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import dev.signet.wire.generated.appmesh.VirtualNodeStatus;
import dev.signet.wire.generated.appmesh.VirtualNodeStatusCode;
import dev.signet.wire.generated.appmesh.VirtualRouterData;
import dev.signet.wire.generated.appmesh.VirtualRouterRef;
import dev.signet.wire.generated.appmesh.VirtualRouterSpec;
import dev.signet.wire.generated.appmesh.VirtualRouterStatus;
import dev.signet.wire.generated.appmesh.VirtualRouterStatusCode;
import dev.signet.wire.generated.appmesh.VirtualServiceData;
import dev.signet.wire.generated.appmesh.VirtualServiceRef;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import dev.signet.wire.generated.appmesh.VirtualServiceStatus;
import dev.signet.wire.generated.appmesh.VirtualServiceStatusCode;

/** The appmesh API, version 2019-01-25: all 38 operations. */
public final class AppMeshApi {
  private final MeshResources resources;
  private final Pages pages;

  private AppMeshApi(MeshResources resources, Pages pages) {
    this.resources = resources;
    this.pages = pages;
  }

  /** The code for each operation. */
  public static Api of(MeshResources resources, Pages pages) {
    AppMeshApi api = new AppMeshApi(resources, pages);
    return Api.signed(
        "appmesh",
        api.meshes()
            .and(api.nodes())
            .and(api.services())
            .and(api.routers())
            .and(api.routes())
            .and(api.gateways())
            .and(api.gatewayRoutes())
            .and(TagsApi.bindings(resources, pages)),
        AppMeshErrors::of);
  }

  private <S, D, R> ResourceApi<S, D, R> of(ResourceApi.Shapes<S, D, R> shapes) {
    return new ResourceApi<>(resources, pages, shapes);
  }

  private Bindings<Caller> meshes() {
    ResourceApi<MeshSpec, MeshData, MeshRef> api =
        of(
            new ResourceApi.Shapes<>(
                ResourceKind.MESH,
                MeshSpec.class,
                Spec.Mesh::new,
                (it, spec, deleted) ->
                    MeshData.from(
                        it,
                        it.metadata(),
                        spec,
                        new MeshStatus(deleted ? MeshStatusCode.DELETED : MeshStatusCode.ACTIVE)),
                it -> MeshRef.from(it, it)));
    return Bindings.<Caller>none()
        .on(AppMesh.CREATE_MESH, api.create(CreateMeshOutput::new))
        .on(AppMesh.DESCRIBE_MESH, api.describe(DescribeMeshOutput::new))
        .on(AppMesh.UPDATE_MESH, api.update(UpdateMeshOutput::new))
        .on(AppMesh.DELETE_MESH, api.delete(DeleteMeshOutput::new))
        .on(
            AppMesh.LIST_MESHES,
            api.list((refs, next) -> ListMeshesOutput.of(refs).withNextToken(next)));
  }

  private Bindings<Caller> nodes() {
    ResourceApi<VirtualNodeSpec, VirtualNodeData, VirtualNodeRef> api =
        of(
            new ResourceApi.Shapes<>(
                ResourceKind.VIRTUAL_NODE,
                VirtualNodeSpec.class,
                Spec.Node::new,
                (it, spec, deleted) ->
                    VirtualNodeData.from(
                        it,
                        it.metadata(),
                        spec,
                        new VirtualNodeStatus(
                            deleted
                                ? VirtualNodeStatusCode.DELETED
                                : VirtualNodeStatusCode.ACTIVE)),
                it -> VirtualNodeRef.from(it, it)));
    return Bindings.<Caller>none()
        .on(AppMesh.CREATE_VIRTUAL_NODE, api.create(CreateVirtualNodeOutput::new))
        .on(AppMesh.DESCRIBE_VIRTUAL_NODE, api.describe(DescribeVirtualNodeOutput::new))
        .on(AppMesh.UPDATE_VIRTUAL_NODE, api.update(UpdateVirtualNodeOutput::new))
        .on(AppMesh.DELETE_VIRTUAL_NODE, api.delete(DeleteVirtualNodeOutput::new))
        .on(
            AppMesh.LIST_VIRTUAL_NODES,
            api.list((refs, next) -> ListVirtualNodesOutput.of(refs).withNextToken(next)));
  }

  private Bindings<Caller> services() {
    ResourceApi<VirtualServiceSpec, VirtualServiceData, VirtualServiceRef> api =
        of(
            new ResourceApi.Shapes<>(
                ResourceKind.VIRTUAL_SERVICE,
                VirtualServiceSpec.class,
                Spec.Service::new,
                (it, spec, deleted) ->
                    VirtualServiceData.from(
                        it,
                        it.metadata(),
                        spec,
                        new VirtualServiceStatus(
                            deleted
                                ? VirtualServiceStatusCode.DELETED
                                : VirtualServiceStatusCode.ACTIVE)),
                it -> VirtualServiceRef.from(it, it)));
    return Bindings.<Caller>none()
        .on(AppMesh.CREATE_VIRTUAL_SERVICE, api.create(CreateVirtualServiceOutput::new))
        .on(AppMesh.DESCRIBE_VIRTUAL_SERVICE, api.describe(DescribeVirtualServiceOutput::new))
        .on(AppMesh.UPDATE_VIRTUAL_SERVICE, api.update(UpdateVirtualServiceOutput::new))
        .on(AppMesh.DELETE_VIRTUAL_SERVICE, api.delete(DeleteVirtualServiceOutput::new))
        .on(
            AppMesh.LIST_VIRTUAL_SERVICES,
            api.list((refs, next) -> ListVirtualServicesOutput.of(refs).withNextToken(next)));
  }

  private Bindings<Caller> routers() {
    ResourceApi<VirtualRouterSpec, VirtualRouterData, VirtualRouterRef> api =
        of(
            new ResourceApi.Shapes<>(
                ResourceKind.VIRTUAL_ROUTER,
                VirtualRouterSpec.class,
                Spec.Router::new,
                (it, spec, deleted) ->
                    VirtualRouterData.from(
                        it,
                        it.metadata(),
                        spec,
                        new VirtualRouterStatus(
                            deleted
                                ? VirtualRouterStatusCode.DELETED
                                : VirtualRouterStatusCode.ACTIVE)),
                it -> VirtualRouterRef.from(it, it)));
    return Bindings.<Caller>none()
        .on(AppMesh.CREATE_VIRTUAL_ROUTER, api.create(CreateVirtualRouterOutput::new))
        .on(AppMesh.DESCRIBE_VIRTUAL_ROUTER, api.describe(DescribeVirtualRouterOutput::new))
        .on(AppMesh.UPDATE_VIRTUAL_ROUTER, api.update(UpdateVirtualRouterOutput::new))
        .on(AppMesh.DELETE_VIRTUAL_ROUTER, api.delete(DeleteVirtualRouterOutput::new))
        .on(
            AppMesh.LIST_VIRTUAL_ROUTERS,
            api.list((refs, next) -> ListVirtualRoutersOutput.of(refs).withNextToken(next)));
  }

  private Bindings<Caller> routes() {
    ResourceApi<RouteSpec, RouteData, RouteRef> api =
        of(
            new ResourceApi.Shapes<>(
                ResourceKind.ROUTE,
                RouteSpec.class,
                Spec.Route::new,
                (it, spec, deleted) ->
                    RouteData.from(
                        it,
                        it.metadata(),
                        spec,
                        new RouteStatus(
                            deleted ? RouteStatusCode.DELETED : RouteStatusCode.ACTIVE)),
                it -> RouteRef.from(it, it)));
    return Bindings.<Caller>none()
        .on(AppMesh.CREATE_ROUTE, api.create(CreateRouteOutput::new))
        .on(AppMesh.DESCRIBE_ROUTE, api.describe(DescribeRouteOutput::new))
        .on(AppMesh.UPDATE_ROUTE, api.update(UpdateRouteOutput::new))
        .on(AppMesh.DELETE_ROUTE, api.delete(DeleteRouteOutput::new))
        .on(
            AppMesh.LIST_ROUTES,
            api.list((refs, next) -> ListRoutesOutput.of(refs).withNextToken(next)));
  }

  private Bindings<Caller> gateways() {
    ResourceApi<VirtualGatewaySpec, VirtualGatewayData, VirtualGatewayRef> api =
        of(
            new ResourceApi.Shapes<>(
                ResourceKind.VIRTUAL_GATEWAY,
                VirtualGatewaySpec.class,
                Spec.Gateway::new,
                (it, spec, deleted) ->
                    VirtualGatewayData.from(
                        it,
                        it.metadata(),
                        spec,
                        new VirtualGatewayStatus(
                            deleted
                                ? VirtualGatewayStatusCode.DELETED
                                : VirtualGatewayStatusCode.ACTIVE)),
                it -> VirtualGatewayRef.from(it, it)));
    return Bindings.<Caller>none()
        .on(AppMesh.CREATE_VIRTUAL_GATEWAY, api.create(CreateVirtualGatewayOutput::new))
        .on(AppMesh.DESCRIBE_VIRTUAL_GATEWAY, api.describe(DescribeVirtualGatewayOutput::new))
        .on(AppMesh.UPDATE_VIRTUAL_GATEWAY, api.update(UpdateVirtualGatewayOutput::new))
        .on(AppMesh.DELETE_VIRTUAL_GATEWAY, api.delete(DeleteVirtualGatewayOutput::new))
        .on(
            AppMesh.LIST_VIRTUAL_GATEWAYS,
            api.list((refs, next) -> ListVirtualGatewaysOutput.of(refs).withNextToken(next)));
  }

  private Bindings<Caller> gatewayRoutes() {
    ResourceApi<GatewayRouteSpec, GatewayRouteData, GatewayRouteRef> api =
        of(
            new ResourceApi.Shapes<>(
                ResourceKind.GATEWAY_ROUTE,
                GatewayRouteSpec.class,
                Spec.GatewayRoute::new,
                (it, spec, deleted) ->
                    GatewayRouteData.from(
                        it,
                        it.metadata(),
                        spec,
                        new GatewayRouteStatus(
                            deleted
                                ? GatewayRouteStatusCode.DELETED
                                : GatewayRouteStatusCode.ACTIVE)),
                it -> GatewayRouteRef.from(it, it)));
    return Bindings.<Caller>none()
        .on(AppMesh.CREATE_GATEWAY_ROUTE, api.create(CreateGatewayRouteOutput::new))
        .on(AppMesh.DESCRIBE_GATEWAY_ROUTE, api.describe(DescribeGatewayRouteOutput::new))
        .on(AppMesh.UPDATE_GATEWAY_ROUTE, api.update(UpdateGatewayRouteOutput::new))
        .on(AppMesh.DELETE_GATEWAY_ROUTE, api.delete(DeleteGatewayRouteOutput::new))
        .on(
            AppMesh.LIST_GATEWAY_ROUTES,
            api.list((refs, next) -> ListGatewayRoutesOutput.of(refs).withNextToken(next)));
  }
}
