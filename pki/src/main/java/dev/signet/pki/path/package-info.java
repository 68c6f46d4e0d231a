// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Rules along a chain: path length, name constraints, import checks, path validation. */
@NullMarked
package dev.signet.pki.path;

import org.jspecify.annotations.NullMarked;
