// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import java.util.Optional;

/**
 * Where a CRL is published, and which.
 *
 * @param path below the status port, and the key in a bucket
 * @param partition of one that lists a part of the certificates; empty for the complete one
 */
public record CrlPlace(String path, Optional<Partition> partition) {
  /**
   * A part.
   *
   * @param shard which certificates it lists
   * @param uri as they name it, and as it names itself (RFC 5280 section 5.2.5)
   */
  public record Partition(int shard, String uri) {}
}
