// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Bodies that are held against what vouches for them while they are read. */
@NullMarked
package dev.signet.wire.payload;

import org.jspecify.annotations.NullMarked;
