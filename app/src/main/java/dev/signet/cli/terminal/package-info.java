// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** What commands show to people, ask them, and read from and write to the files that they name. */
@NullMarked
package dev.signet.cli.terminal;

import org.jspecify.annotations.NullMarked;
