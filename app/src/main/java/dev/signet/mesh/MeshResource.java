// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Home;
import dev.signet.kernel.Tags;
import java.time.Instant;

/**
 * A resource as it stands.
 *
 * @param home whose it is, and where
 * @param version 1 when created, one more with each update
 * @param uid a UUID that a resource created later under the same name does not share
 */
public record MeshResource(
    ResourceName name,
    Home home,
    Spec spec,
    long version,
    String uid,
    Instant createdAt,
    Instant updatedAt,
    Tags tags) {

  /** Its ARN. */
  public String arn() {
    return name.arn(home);
  }

  /** The next version, with this spec. */
  MeshResource updated(Spec next, Instant at) {
    return new MeshResource(name, home, next, version + 1, uid, createdAt, at, tags);
  }

  /** The same version with these tags. */
  MeshResource tagged(Tags next) {
    return new MeshResource(name, home, spec, version, uid, createdAt, updatedAt, next);
  }
}
