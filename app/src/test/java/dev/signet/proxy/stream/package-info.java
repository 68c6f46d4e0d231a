// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Promises of the discovery stream engine. */
@NullMarked
package dev.signet.proxy.stream;

import org.jspecify.annotations.NullMarked;
