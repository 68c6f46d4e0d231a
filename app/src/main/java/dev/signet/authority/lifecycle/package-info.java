// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Authorities and what becomes of them, from creation to deletion. */
@NullMarked
package dev.signet.authority.lifecycle;

import org.jspecify.annotations.NullMarked;
