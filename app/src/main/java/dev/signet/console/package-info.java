// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The page for people: what there is, without scripts, behind one-time links. */
@NullMarked
package dev.signet.console;

import org.jspecify.annotations.NullMarked;
