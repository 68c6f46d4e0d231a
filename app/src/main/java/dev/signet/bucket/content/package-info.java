// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Octets of objects, in chunks, and the checksums that are held against them. */
@NullMarked
package dev.signet.bucket.content;

import org.jspecify.annotations.NullMarked;
