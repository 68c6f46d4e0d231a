// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Audit reports: all that an authority ever issued. */
@NullMarked
package dev.signet.authority.report;

import org.jspecify.annotations.NullMarked;
