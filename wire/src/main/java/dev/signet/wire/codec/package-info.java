// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** AWS request and response bodies: shapes, constraints, operations and routes. */
@NullMarked
package dev.signet.wire.codec;

import org.jspecify.annotations.NullMarked;
