// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Who may call: principals and their access keys. */
@NullMarked
package dev.signet.access;

import org.jspecify.annotations.NullMarked;
