// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The log that tells the order of changes, and those who follow it. */
@NullMarked
package dev.signet.ledger;

import org.jspecify.annotations.NullMarked;
