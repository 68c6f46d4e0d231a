// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Objects that are put in parts. */
@NullMarked
package dev.signet.bucket.upload;

import org.jspecify.annotations.NullMarked;
