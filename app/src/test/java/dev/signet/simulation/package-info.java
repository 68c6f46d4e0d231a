// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** A world of all rooms without ports, which stops between any two steps. */
@NullMarked
package dev.signet.simulation;

import org.jspecify.annotations.NullMarked;
