// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** {@code signet agent …}: certificates on hosts. */
@NullMarked
package dev.signet.cli.agent;

import org.jspecify.annotations.NullMarked;
