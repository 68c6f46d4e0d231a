// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Buckets and what their owners set on them. */
@NullMarked
package dev.signet.bucket.owned;

import org.jspecify.annotations.NullMarked;
