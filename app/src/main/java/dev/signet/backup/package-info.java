// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Copies of a data folder, and what must hold of one. */
@NullMarked
package dev.signet.backup;

import org.jspecify.annotations.NullMarked;
