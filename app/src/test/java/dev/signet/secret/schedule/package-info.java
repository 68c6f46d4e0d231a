// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Schedules of rotations. */
@NullMarked
package dev.signet.secret.schedule;

import org.jspecify.annotations.NullMarked;
