// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Arn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Region;
import java.util.Optional;

/** Which mesh of which account and Region. */
public record MeshKey(AccountId account, Region region, String mesh) {
  private static final String MESH = "mesh/";

  /** A mesh of the caller's account and Region. */
  public static MeshKey of(Caller caller, String mesh) {
    return new MeshKey(caller.account(), caller.region(), mesh);
  }

  /** The mesh that a mesh resource's ARN is of; empty for other ARNs. */
  static Optional<MeshKey> ofResource(String arn) {
    return Arn.parse(arn)
        .filter(parsed -> parsed.service().equals("appmesh"))
        .filter(parsed -> parsed.resource().startsWith(MESH))
        .map(parsed ->
            new MeshKey(
                new AccountId(parsed.account()),
                new Region(parsed.region()),
                parsed.resource().substring(MESH.length()).split("/", 2)[0]));
  }
}
