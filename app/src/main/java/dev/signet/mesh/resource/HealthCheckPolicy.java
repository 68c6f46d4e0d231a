// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import java.time.Duration;
import java.util.Optional;

/**
 * How callers tell that a listener is well.
 *
 * @param path of HTTP
 * @param port absent for the listener's own
 */
public record HealthCheckPolicy(
    MeshProtocol protocol,
    Optional<String> path,
    Optional<Integer> port,
    Duration interval,
    Duration timeout,
    int healthyThreshold,
    int unhealthyThreshold) {}
