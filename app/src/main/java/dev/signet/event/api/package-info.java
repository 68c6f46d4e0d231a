// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The events API, and our own list of what was not delivered. */
@NullMarked
package dev.signet.event.api;

import org.jspecify.annotations.NullMarked;
