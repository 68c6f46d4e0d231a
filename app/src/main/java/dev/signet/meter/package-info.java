// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
/** Measured of this process, and how they are told: the text format of Prometheus. */
@NullMarked
package dev.signet.meter;

import org.jspecify.annotations.NullMarked;
