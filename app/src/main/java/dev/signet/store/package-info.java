// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The database: one writer with group commit, readers of their own, migrations. */
@NullMarked
package dev.signet.store;

import org.jspecify.annotations.NullMarked;
