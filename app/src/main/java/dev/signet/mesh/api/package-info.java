// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Mesh resources in the shapes of the appmesh API. */
@NullMarked
package dev.signet.mesh.api;

import org.jspecify.annotations.NullMarked;
