// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Caller;
import dev.signet.kernel.Page;
import dev.signet.kernel.Tags;
import dev.signet.wire.codec.Bindings;
import dev.signet.wire.generated.appmesh.AppMesh;
import dev.signet.wire.generated.appmesh.CreateMeshInput;
import dev.signet.wire.generated.appmesh.CreateMeshOutput;
import dev.signet.wire.generated.appmesh.DeleteMeshInput;
import dev.signet.wire.generated.appmesh.DeleteMeshOutput;
import dev.signet.wire.generated.appmesh.DescribeMeshInput;
import dev.signet.wire.generated.appmesh.DescribeMeshOutput;
import dev.signet.wire.generated.appmesh.ListMeshesInput;
import dev.signet.wire.generated.appmesh.ListMeshesOutput;
import dev.signet.wire.generated.appmesh.MeshData;
import dev.signet.wire.generated.appmesh.MeshRef;
import dev.signet.wire.generated.appmesh.MeshSpec;
import dev.signet.wire.generated.appmesh.MeshStatus;
import dev.signet.wire.generated.appmesh.MeshStatusCode;
import dev.signet.wire.generated.appmesh.UpdateMeshInput;
import dev.signet.wire.generated.appmesh.UpdateMeshOutput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Meshes in the shapes of the appmesh API. */
final class MeshApi {
  private final MeshResources resources;
  private final MeshPages pages;

  private MeshApi(MeshResources resources, MeshPages pages) {
    this.resources = resources;
    this.pages = pages;
  }

  static Bindings<Caller> bindings(MeshResources resources, MeshPages pages) {
    MeshApi api = new MeshApi(resources, pages);
    return Bindings.<Caller>none()
        .on(AppMesh.CREATE_MESH, api::createMesh)
        .on(AppMesh.DESCRIBE_MESH, api::describeMesh)
        .on(AppMesh.UPDATE_MESH, api::updateMesh)
        .on(AppMesh.DELETE_MESH, api::deleteMesh)
        .on(AppMesh.LIST_MESHES, api::listMeshes);
  }

  private CreateMeshOutput createMesh(Caller caller, CreateMeshInput request) {
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.mesh(request.meshName()),
            spec(request.spec()),
            MeshWire.tags(request.tags()),
            Optional.ofNullable(request.clientToken()));
    return new CreateMeshOutput(mesh(resources.create(caller, put), MeshStatusCode.ACTIVE));
  }

  private UpdateMeshOutput updateMesh(Caller caller, UpdateMeshInput request) {
    MeshResources.Put put =
        new MeshResources.Put(
            ResourceName.mesh(request.meshName()),
            spec(request.spec()),
            Tags.NONE,
            Optional.ofNullable(request.clientToken()));
    return new UpdateMeshOutput(mesh(resources.update(caller, put), MeshStatusCode.ACTIVE));
  }

  private DescribeMeshOutput describeMesh(Caller caller, DescribeMeshInput request) {
    MeshWire.requireOwn(caller, request.meshOwner());
    ResourceName name = ResourceName.mesh(request.meshName());
    return new DescribeMeshOutput(mesh(resources.describe(caller, name), MeshStatusCode.ACTIVE));
  }

  private DeleteMeshOutput deleteMesh(Caller caller, DeleteMeshInput request) {
    ResourceName name = ResourceName.mesh(request.meshName());
    return new DeleteMeshOutput(mesh(resources.delete(caller, name), MeshStatusCode.DELETED));
  }

  private ListMeshesOutput listMeshes(Caller caller, ListMeshesInput request) {
    Page<MeshResource> page =
        pages.page(
            caller,
            ResourceKind.MESH,
            Optional.empty(),
            new MeshPages.Asked(request.limit(), request.nextToken()));
    return ListMeshesOutput.of(page.items().stream().map(MeshApi::meshRef).toList())
        .withNextToken(page.next().orElse(null));
  }

  private static MeshData mesh(MeshResource resource, MeshStatusCode status) {
    MeshSpec spec = ((Spec.Mesh) resource.spec()).value();
    return new MeshData(
        resource.name().name(), MeshWire.metadata(resource), spec, new MeshStatus(status));
  }

  private static MeshRef meshRef(MeshResource resource) {
    String owner = MeshWire.owner(resource);
    return new MeshRef(
        resource.arn(),
        resource.createdAt(),
        resource.updatedAt(),
        resource.name().name(),
        owner,
        owner,
        resource.version());
  }

  private static Spec spec(@Nullable MeshSpec given) {
    return new Spec.Mesh(given == null ? MeshSpec.of() : given);
  }
}
