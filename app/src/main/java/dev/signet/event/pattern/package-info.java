// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Which events a rule wants: event patterns of EventBridge, pure. */
@NullMarked
package dev.signet.event.pattern;

import org.jspecify.annotations.NullMarked;
