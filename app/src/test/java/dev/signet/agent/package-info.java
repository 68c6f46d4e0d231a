// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Tests of the agent of hosts. */
@NullMarked
package dev.signet.agent;

import org.jspecify.annotations.NullMarked;
