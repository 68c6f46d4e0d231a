// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.api;

import dev.signet.mesh.MeshResource;
import dev.signet.mesh.ResourceKind;
import dev.signet.mesh.ResourceName;
import dev.signet.wire.generated.appmesh.NamesGatewayRoute;
import dev.signet.wire.generated.appmesh.NamesMesh;
import dev.signet.wire.generated.appmesh.NamesRoute;
import dev.signet.wire.generated.appmesh.NamesVirtualGateway;
import dev.signet.wire.generated.appmesh.NamesVirtualNode;
import dev.signet.wire.generated.appmesh.NamesVirtualRouter;
import dev.signet.wire.generated.appmesh.NamesVirtualService;
import dev.signet.wire.generated.appmesh.ResourceMetadata;
import dev.signet.wire.generated.appmesh.Versioned;
import java.time.Instant;
import java.util.Optional;

/** A resource by the names that its members have in the API, whichever kind it is of. */
record ResourceMembers(MeshResource resource)
    implements Versioned,
        NamesMesh,
        NamesVirtualNode,
        NamesVirtualService,
        NamesVirtualRouter,
        NamesVirtualGateway,
        NamesRoute,
        NamesGatewayRoute {
  ResourceMetadata metadata() {
    return ResourceMetadata.from(this, resource.uid());
  }

  @Override
  public String arn() {
    return resource.arn();
  }

  @Override
  public Instant createdAt() {
    return resource.createdAt();
  }

  @Override
  public Instant lastUpdatedAt() {
    return resource.updatedAt();
  }

  /** The same account owns a mesh and all in it. */
  @Override
  public String meshOwner() {
    return resource.home().account().value();
  }

  @Override
  public String resourceOwner() {
    return resource.home().account().value();
  }

  @Override
  public long version() {
    return resource.version();
  }

  @Override
  public String meshName() {
    return resource.name().mesh();
  }

  @Override
  public String virtualNodeName() {
    return named(ResourceKind.VIRTUAL_NODE);
  }

  @Override
  public String virtualServiceName() {
    return named(ResourceKind.VIRTUAL_SERVICE);
  }

  @Override
  public String virtualRouterName() {
    return named(ResourceKind.VIRTUAL_ROUTER);
  }

  @Override
  public String virtualGatewayName() {
    return named(ResourceKind.VIRTUAL_GATEWAY);
  }

  @Override
  public String routeName() {
    return named(ResourceKind.ROUTE);
  }

  @Override
  public String gatewayRouteName() {
    return named(ResourceKind.GATEWAY_ROUTE);
  }

  /** Its own name, or that of the router or gateway that it is in. */
  private String named(ResourceKind kind) {
    ResourceName name = resource.name();
    if (name.kind() == kind) {
      return name.name();
    }
    if (name.kind().parent().equals(Optional.of(kind))) {
      return name.parent();
    }
    throw new IllegalStateException(name + " has no " + kind.label() + " name");
  }
}
