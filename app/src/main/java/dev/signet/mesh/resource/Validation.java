// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import java.util.List;

/**
 * How a peer is validated.
 *
 * @param names of which the peer must have one; none when the spec says none
 */
public record Validation(TrustSource trust, List<String> names) {
  public Validation {
    names = List.copyOf(names);
  }
}
