// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import java.time.Instant;

/**
 * The newest CRL of a path.
 *
 * @param path below the status port, and the key in a bucket
 * @param edition names its octets
 * @param number its cRLNumber
 * @param thisUpdate when it was true
 * @param nextUpdate when there will be another
 * @param madeAt when it was made
 * @param octets how many it has
 * @param digest changes with it
 */
public record PublishedCrl(
    String path,
    String edition,
    long number,
    Instant thisUpdate,
    Instant nextUpdate,
    Instant madeAt,
    long octets,
    String digest) {}
