// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/**
 * Turns the facts of service models into Java source for the wire module; runs at build time only.
 */
@NullMarked
package dev.signet.wiregen;

import org.jspecify.annotations.NullMarked;
