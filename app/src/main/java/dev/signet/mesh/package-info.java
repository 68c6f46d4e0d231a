// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The App Mesh resources of an account and Region. */
@NullMarked
package dev.signet.mesh;

import org.jspecify.annotations.NullMarked;
