// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Translates a mesh into what one Envoy is told: pure functions, one per concept. */
@NullMarked
package dev.signet.proxy.envoy;

import org.jspecify.annotations.NullMarked;
