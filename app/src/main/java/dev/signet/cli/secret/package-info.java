// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Secrets from the command line; none is ever in an argument. */
@NullMarked
package dev.signet.cli.secret;

import org.jspecify.annotations.NullMarked;
