// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** How the private CA is told of on the command line. */
@NullMarked
package dev.signet.cli.ca;

import org.jspecify.annotations.NullMarked;
