// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What access keys promise. */
@NullMarked
package dev.signet.access;

import org.jspecify.annotations.NullMarked;
