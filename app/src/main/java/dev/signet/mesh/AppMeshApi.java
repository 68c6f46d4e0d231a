// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Caller;
import dev.signet.wire.codec.Bindings;
import java.time.InstantSource;

/** The appmesh API, version 2019-01-25: all 38 operations. */
public final class AppMeshApi {
  private AppMeshApi() {}

  /**
   * The code for each operation.
   *
   * @param pageTokenKey signs page tokens, 32 octets
   */
  public static Bindings<Caller> bindings(
      MeshResources resources, InstantSource clock, byte[] pageTokenKey) {
    MeshPages pages = new MeshPages(resources, clock, pageTokenKey);
    return MeshApi.bindings(resources, pages)
        .and(VirtualNodeApi.bindings(resources, pages))
        .and(VirtualServiceApi.bindings(resources, pages))
        .and(VirtualRouterApi.bindings(resources, pages))
        .and(VirtualGatewayApi.bindings(resources, pages))
        .and(MeshTagsApi.bindings(resources, pages));
  }
}
