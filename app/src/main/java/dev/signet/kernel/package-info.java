// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Values that every room speaks: names, callers, refusals, pages, chance. */
@NullMarked
package dev.signet.kernel;

import org.jspecify.annotations.NullMarked;
