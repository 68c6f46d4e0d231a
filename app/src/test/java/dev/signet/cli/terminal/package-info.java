// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** How commands show things to people. */
@NullMarked
package dev.signet.cli.terminal;

import org.jspecify.annotations.NullMarked;
