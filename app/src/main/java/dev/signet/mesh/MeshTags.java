// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh;

import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.mesh.resource.SignetTags;

/** Which tags may stand on a resource, beyond what every service demands of them. */
final class MeshTags {
  private MeshTags() {}

  /**
   * Accepts tags that may stand on a resource with this spec.
   *
   * @throws Refusal of kind INVALID
   */
  static void check(ResourceKind kind, Spec spec, Tags tags) {
    SignetTags.check(tags, kind.label(), MeshRules.proxied(spec));
  }
}
