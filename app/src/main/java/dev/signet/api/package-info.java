// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The door for signed calls: signature, route, constraints, handler, answer. */
@NullMarked
package dev.signet.api;

import org.jspecify.annotations.NullMarked;
