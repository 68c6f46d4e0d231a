// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Arn;
import dev.signet.kernel.Home;
import dev.signet.kernel.Tags;
import java.time.Instant;

/**
 * A resource as it stands.
 *
 * @param version 1 when created, one more with each update
 * @param uid a UUID that a resource created later under the same name does not share
 */
public record MeshResource(
    ResourceName name,
    String arn,
    Spec spec,
    long version,
    String uid,
    Instant createdAt,
    Instant updatedAt,
    Tags tags) {

  /** Where it lives and who owns it. */
  public Home home() {
    return Arn.parse(arn).orElseThrow().home();
  }

  /** The next version, with this spec. */
  MeshResource updated(Spec next, Instant at) {
    return new MeshResource(name, arn, next, version + 1, uid, createdAt, at, tags);
  }

  /** The same version with these tags. */
  MeshResource tagged(Tags next) {
    return new MeshResource(name, arn, spec, version, uid, createdAt, updatedAt, next);
  }
}
