// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import dev.signet.wire.generated.appmesh.WeightedTarget;
import java.util.List;
import java.util.Optional;

/**
 * A route of a virtual router.
 *
 * @param retries when a request is tried again
 */
public record MeshRoute(
    MeshProtocol protocol,
    Match match,
    List<WeightedTarget> targets,
    Optional<RetryEvents> retries) {
  public MeshRoute {
    targets = List.copyOf(targets);
  }

  /** After which events a request is tried again, in the API's words. */
  public record RetryEvents(List<String> http, List<String> tcp, List<String> grpc) {
    public RetryEvents {
      http = List.copyOf(http);
      tcp = List.copyOf(tcp);
      grpc = List.copyOf(grpc);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
      return http.isEmpty() && tcp.isEmpty() && grpc.isEmpty();
    }
  }
}
