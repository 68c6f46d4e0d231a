// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Access logs. */
@NullMarked
package dev.signet.proxy.envoy.log;

import org.jspecify.annotations.NullMarked;
