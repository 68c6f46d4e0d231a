// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.proxy.stream.provoked;

import dev.signet.mesh.MeshViews;

/** A part of the engine that sees where its snapshots come from. */
final class StreamThatKnowsTheMesh {
  final Class<?> mesh = MeshViews.class;
}
