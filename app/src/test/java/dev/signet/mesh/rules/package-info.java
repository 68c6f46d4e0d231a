// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What rules of specs promise. */
@NullMarked
package dev.signet.mesh.rules;

import org.jspecify.annotations.NullMarked;
