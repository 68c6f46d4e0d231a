// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Tags;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.CreateVirtualNodeInput;
import dev.signet.wire.generated.appmesh.CreateVirtualNodeOutput;
import dev.signet.wire.generated.appmesh.DeleteVirtualNodeInput;
import dev.signet.wire.generated.appmesh.DeleteVirtualNodeOutput;
import dev.signet.wire.generated.appmesh.DescribeVirtualNodeInput;
import dev.signet.wire.generated.appmesh.DescribeVirtualNodeOutput;
import dev.signet.wire.generated.appmesh.ListVirtualNodesInput;
import dev.signet.wire.generated.appmesh.ListVirtualNodesOutput;
import dev.signet.wire.generated.appmesh.UpdateVirtualNodeInput;
import dev.signet.wire.generated.appmesh.UpdateVirtualNodeOutput;
import dev.signet.wire.generated.appmesh.VirtualNodeData;
import dev.signet.wire.generated.appmesh.VirtualNodeRef;
import dev.signet.wire.generated.appmesh.VirtualNodeSpec;
import dev.signet.wire.generated.appmesh.VirtualNodeStatus;
import dev.signet.wire.generated.appmesh.VirtualNodeStatusCode;
import java.util.Optional;

/** Virtual nodes in the shapes of the appmesh API. */
final class VirtualNodeApi {
  private final MeshResources resources;
  private final MeshPages pages;

  private VirtualNodeApi(MeshResources resources, MeshPages pages) {
    this.resources = resources;
    this.pages = pages;
  }

  static Bindings<Caller> bindings(MeshResources resources, MeshPages pages) {
    VirtualNodeApi api = new VirtualNodeApi(resources, pages);
    return Bindings.<Caller>none()
        .on(AppMesh.CREATE_VIRTUAL_NODE, api::createVirtualNode)
        .on(AppMesh.DESCRIBE_VIRTUAL_NODE, api::describeVirtualNode)
        .on(AppMesh.UPDATE_VIRTUAL_NODE, api::updateVirtualNode)
        .on(AppMesh.DELETE_VIRTUAL_NODE, api::deleteVirtualNode)
        .on(AppMesh.LIST_VIRTUAL_NODES, api::listVirtualNodes);
  }

  private CreateVirtualNodeOutput createVirtualNode(Caller caller, CreateVirtualNodeInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.inMesh(
                ResourceKind.VIRTUAL_NODE, request.meshName(), request.virtualNodeName()),
            new Spec.Node(request.spec()),
            MeshWire.tags(request.tags()),
            Optional.ofNullable(request.clientToken()));
    return new CreateVirtualNodeOutput(
        virtualNode(resources.create(caller, put), VirtualNodeStatusCode.ACTIVE));
  }

  private UpdateVirtualNodeOutput updateVirtualNode(Caller caller, UpdateVirtualNodeInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.inMesh(
                ResourceKind.VIRTUAL_NODE, request.meshName(), request.virtualNodeName()),
            new Spec.Node(request.spec()),
            Tags.NONE,
            Optional.ofNullable(request.clientToken()));
    return new UpdateVirtualNodeOutput(
        virtualNode(resources.update(caller, put), VirtualNodeStatusCode.ACTIVE));
  }

  private DescribeVirtualNodeOutput describeVirtualNode(
      Caller caller, DescribeVirtualNodeInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    ResourceName name =
        ResourceName.inMesh(
            ResourceKind.VIRTUAL_NODE, request.meshName(), request.virtualNodeName());
    return new DescribeVirtualNodeOutput(
        virtualNode(resources.describe(caller, name), VirtualNodeStatusCode.ACTIVE));
  }

  private DeleteVirtualNodeOutput deleteVirtualNode(Caller caller, DeleteVirtualNodeInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    ResourceName name =
        ResourceName.inMesh(
            ResourceKind.VIRTUAL_NODE, request.meshName(), request.virtualNodeName());
    return new DeleteVirtualNodeOutput(
        virtualNode(resources.delete(caller, name), VirtualNodeStatusCode.DELETED));
  }

  private ListVirtualNodesOutput listVirtualNodes(Caller caller, ListVirtualNodesInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    Page<MeshResource> page =
        pages.page(
            caller,
            ResourceKind.VIRTUAL_NODE,
            Optional.of(ResourceName.mesh(request.meshName())),
            new MeshPages.Asked(request.limit(), request.nextToken()));
    return ListVirtualNodesOutput.of(
            page.items().stream().map(VirtualNodeApi::virtualNodeRef).toList())
        .withNextToken(page.next().orElse(null));
  }

  private static VirtualNodeData virtualNode(MeshResource resource, VirtualNodeStatusCode status) {
    VirtualNodeSpec spec = ((Spec.Node) resource.spec()).value();
    return new VirtualNodeData(
        resource.name().mesh(),
        MeshWire.metadata(resource),
        spec,
        new VirtualNodeStatus(status),
        resource.name().name());
  }

  private static VirtualNodeRef virtualNodeRef(MeshResource resource) {
    String owner = MeshWire.owner(resource);
    return new VirtualNodeRef(
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
