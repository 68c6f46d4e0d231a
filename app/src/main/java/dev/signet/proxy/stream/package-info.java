// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** The discovery stream engine: what one proxy should hold, holds, and is sent next. */
@NullMarked
package dev.signet.proxy.stream;

import org.jspecify.annotations.NullMarked;
