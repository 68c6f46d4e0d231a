// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** How the program's log is written: its form, its level, and how much of it. */
@NullMarked
package dev.signet.log;

import org.jspecify.annotations.NullMarked;
