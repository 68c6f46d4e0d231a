// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.provoked;

import dev.signet.authority.lifecycle.AuthorityLifecycle;
import dev.signet.mesh.MeshResources;

/** A feature that sees one above it. */
final class CertificateThatKnowsTheMesh {
  final Class<?> wing = AuthorityLifecycle.class;
  final Class<?> above = MeshResources.class;
}
