// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Listeners, their filters and their TLS. */
@NullMarked
package dev.signet.proxy.envoy.listener;

import org.jspecify.annotations.NullMarked;
