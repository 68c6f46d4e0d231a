// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Objects and their versions. */
@NullMarked
package dev.signet.bucket.object;

import org.jspecify.annotations.NullMarked;
