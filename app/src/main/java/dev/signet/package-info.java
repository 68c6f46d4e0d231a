// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Signet: the composition root. */
@NullMarked
package dev.signet;

import org.jspecify.annotations.NullMarked;
