// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret.schedule;

import java.time.Instant;

/** A time in which a rotation may start; the end is the first instant after it. */
public record Window(Instant start, Instant end) {}
