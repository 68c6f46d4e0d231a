// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a listener waits.
 *
 * @param protocol that the spec says them for
 * @param perRequest zero means no limit; absent means the default
 * @param idle zero means no limit; absent means the default
 */
public record Timeouts(
    MeshProtocol protocol, Optional<Duration> perRequest, Optional<Duration> idle) {}
