// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What must hold inside one spec, beyond the limits of single fields. */
@NullMarked
package dev.signet.mesh.rules;

import org.jspecify.annotations.NullMarked;
