// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.provoked;

import dev.signet.proxy.stream.Snapshot;

/** A feature that sees one above it. */
final class MeshThatKnowsTheProxy {
  final Class<?> above = Snapshot.class;
}
