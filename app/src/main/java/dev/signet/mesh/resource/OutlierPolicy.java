// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import java.time.Duration;
import java.util.Optional;

/**
 * When callers leave an address alone because it fails.
 *
 * @param serverErrors one after the other
 * @param interval between two looks; the API allows it to say nothing
 * @param ejection how long the first time; the API allows it to say nothing
 * @param mostPercent of the addresses at once
 */
public record OutlierPolicy(
    long serverErrors, Optional<Duration> interval, Optional<Duration> ejection, int mostPercent) {}
