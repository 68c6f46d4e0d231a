// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The certificates that authorities issue, and their record. */
@NullMarked
package dev.signet.authority.issuing;

import org.jspecify.annotations.NullMarked;
