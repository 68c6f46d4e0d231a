// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.ArnForm;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Home;
import dev.signet.kernel.Region;
import java.util.Optional;

/** Which mesh of which account and Region. */
public record MeshKey(Home home, String mesh) {
  private static final String MESH = "mesh/";
  private static final ArnForm RESOURCE = ArnForm.of("appmesh", "(?s)" + MESH + ".+");

  /** Transitional. */
  public MeshKey(AccountId account, Region region, String mesh) {
    this(new Home(account, region), mesh);
  }

  /** Transitional. */
  public static MeshKey of(Caller caller, String mesh) {
    return new MeshKey(caller.home(), mesh);
  }

  /** The mesh that a mesh resource's ARN is of; empty for other ARNs. */
  static Optional<MeshKey> ofResource(String arn) {
    return RESOURCE
        .parse(arn)
        .map(parsed ->
            new MeshKey(
                parsed.home(), parsed.resource().substring(MESH.length()).split("/", 2)[0]));
  }
}
