// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Promises of the translation. */
@NullMarked
package dev.signet.proxy.envoy;

import org.jspecify.annotations.NullMarked;
