// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import java.util.List;
import java.util.Optional;

/** Where the certificates come from that a peer's chain must end at. */
public sealed interface TrustSource {
  /** Private CAs, by ARN. */
  record Acm(List<String> arns) implements TrustSource {
    public Acm {
      arns = List.copyOf(arns);
    }
  }

  /** A file beside the proxy. */
  record File(String chain) implements TrustSource {}

  /** An agent beside the proxy. */
  record Sds(String name) implements TrustSource {}

  /** The ARNs of private CAs; empty for any other source. */
  default Optional<List<String>> authorities() {
    return this instanceof Acm(List<String> arns) ? Optional.of(arns) : Optional.empty();
  }
}
