// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** When secrets are rotated: pure arithmetic in UTC. */
@NullMarked
package dev.signet.secret.schedule;

import org.jspecify.annotations.NullMarked;
