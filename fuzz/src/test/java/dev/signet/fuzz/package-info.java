// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/**
 * What strangers may send, varied without end. Each target is one reader: a refusal of the
 * product's own kinds and success are right, and whatever else comes out is a find.
 */
@NullMarked
package dev.signet.fuzz;

import org.jspecify.annotations.NullMarked;
