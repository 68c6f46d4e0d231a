// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** One mesh as plain values, with all that its translation needs: names and public parts only. */
@NullMarked
package dev.signet.mesh.view;

import org.jspecify.annotations.NullMarked;
