// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The private CA from the command line, by the operations that every client has. */
@NullMarked
package dev.signet.cli.ca;

import org.jspecify.annotations.NullMarked;
