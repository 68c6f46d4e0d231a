// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Breaks rules on purpose. */
@NullMarked
package dev.signet.agent.provoked;

import org.jspecify.annotations.NullMarked;
