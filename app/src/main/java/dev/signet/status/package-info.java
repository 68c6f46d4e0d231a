// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The status port: what everybody may read, in plain HTTP. */
@NullMarked
package dev.signet.status;

import org.jspecify.annotations.NullMarked;
