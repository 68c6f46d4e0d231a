// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Tags;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.CreateVirtualServiceInput;
import dev.signet.wire.generated.appmesh.CreateVirtualServiceOutput;
import dev.signet.wire.generated.appmesh.DeleteVirtualServiceInput;
import dev.signet.wire.generated.appmesh.DeleteVirtualServiceOutput;
import dev.signet.wire.generated.appmesh.DescribeVirtualServiceInput;
import dev.signet.wire.generated.appmesh.DescribeVirtualServiceOutput;
import dev.signet.wire.generated.appmesh.ListVirtualServicesInput;
import dev.signet.wire.generated.appmesh.ListVirtualServicesOutput;
import dev.signet.wire.generated.appmesh.UpdateVirtualServiceInput;
import dev.signet.wire.generated.appmesh.UpdateVirtualServiceOutput;
import dev.signet.wire.generated.appmesh.VirtualServiceData;
import dev.signet.wire.generated.appmesh.VirtualServiceRef;
import dev.signet.wire.generated.appmesh.VirtualServiceSpec;
import dev.signet.wire.generated.appmesh.VirtualServiceStatus;
import dev.signet.wire.generated.appmesh.VirtualServiceStatusCode;
import java.util.Optional;

/** Virtual services in the shapes of the appmesh API. */
final class VirtualServiceApi {
  private final MeshResources resources;
  private final MeshPages pages;

  private VirtualServiceApi(MeshResources resources, MeshPages pages) {
    this.resources = resources;
    this.pages = pages;
  }

  static Bindings<Caller> bindings(MeshResources resources, MeshPages pages) {
    VirtualServiceApi api = new VirtualServiceApi(resources, pages);
    return Bindings.<Caller>none()
        .on(AppMesh.CREATE_VIRTUAL_SERVICE, api::createVirtualService)
        .on(AppMesh.DESCRIBE_VIRTUAL_SERVICE, api::describeVirtualService)
        .on(AppMesh.UPDATE_VIRTUAL_SERVICE, api::updateVirtualService)
        .on(AppMesh.DELETE_VIRTUAL_SERVICE, api::deleteVirtualService)
        .on(AppMesh.LIST_VIRTUAL_SERVICES, api::listVirtualServices);
  }

  private CreateVirtualServiceOutput createVirtualService(
      Caller caller, CreateVirtualServiceInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.inMesh(
                ResourceKind.VIRTUAL_SERVICE, request.meshName(), request.virtualServiceName()),
            new Spec.Service(request.spec()),
            MeshWire.tags(request.tags()),
            Optional.ofNullable(request.clientToken()));
    return new CreateVirtualServiceOutput(
        virtualService(resources.create(caller, put), VirtualServiceStatusCode.ACTIVE));
  }

  private UpdateVirtualServiceOutput updateVirtualService(
      Caller caller, UpdateVirtualServiceInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.inMesh(
                ResourceKind.VIRTUAL_SERVICE, request.meshName(), request.virtualServiceName()),
            new Spec.Service(request.spec()),
            Tags.NONE,
            Optional.ofNullable(request.clientToken()));
    return new UpdateVirtualServiceOutput(
        virtualService(resources.update(caller, put), VirtualServiceStatusCode.ACTIVE));
  }

  private DescribeVirtualServiceOutput describeVirtualService(
      Caller caller, DescribeVirtualServiceInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    ResourceName name =
        ResourceName.inMesh(
            ResourceKind.VIRTUAL_SERVICE, request.meshName(), request.virtualServiceName());
    return new DescribeVirtualServiceOutput(
        virtualService(resources.describe(caller, name), VirtualServiceStatusCode.ACTIVE));
  }

  private DeleteVirtualServiceOutput deleteVirtualService(
      Caller caller, DeleteVirtualServiceInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    ResourceName name =
        ResourceName.inMesh(
            ResourceKind.VIRTUAL_SERVICE, request.meshName(), request.virtualServiceName());
    return new DeleteVirtualServiceOutput(
        virtualService(resources.delete(caller, name), VirtualServiceStatusCode.DELETED));
  }

  private ListVirtualServicesOutput listVirtualServices(
      Caller caller, ListVirtualServicesInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    Page<MeshResource> page =
        pages.page(
            caller,
            ResourceKind.VIRTUAL_SERVICE,
            Optional.of(ResourceName.mesh(request.meshName())),
            new MeshPages.Asked(request.limit(), request.nextToken()));
    return ListVirtualServicesOutput.of(
            page.items().stream().map(VirtualServiceApi::virtualServiceRef).toList())
        .withNextToken(page.next().orElse(null));
  }

  private static VirtualServiceData virtualService(
      MeshResource resource, VirtualServiceStatusCode status) {
    VirtualServiceSpec spec = ((Spec.Service) resource.spec()).value();
    return new VirtualServiceData(
        resource.name().mesh(),
        MeshWire.metadata(resource),
        spec,
        new VirtualServiceStatus(status),
        resource.name().name());
  }

  private static VirtualServiceRef virtualServiceRef(MeshResource resource) {
    String owner = MeshWire.owner(resource);
    return new VirtualServiceRef(
        resource.arn(),
        resource.createdAt(),
        resource.updatedAt(),
        resource.name().mesh(),
        owner,
        owner,
        resource.version(),
        resource.name().name());
  }
}
