// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Promises of the live picture of proxies. */
@NullMarked
package dev.signet.proxy;

import org.jspecify.annotations.NullMarked;
