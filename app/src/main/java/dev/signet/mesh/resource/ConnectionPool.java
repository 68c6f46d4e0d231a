// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.mesh.resource;

import java.util.Optional;

/**
 * How much a listener takes; what is absent has no limit.
 *
 * @param protocol that the spec says it for
 */
public record ConnectionPool(
    MeshProtocol protocol,
    Optional<Integer> connections,
    Optional<Integer> pending,
    Optional<Integer> requests) {}
