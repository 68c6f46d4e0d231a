// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** From a mesh to the streams of its proxies: who is there, what each should hold, its secrets. */
@NullMarked
package dev.signet.proxy.delivery;

import org.jspecify.annotations.NullMarked;
