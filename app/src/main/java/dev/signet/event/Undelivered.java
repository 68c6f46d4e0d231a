// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.event;

import java.time.Instant;

/**
 * An event that was given up.
 *
 * @param event its id
 * @param content the event, JSON
 * @param attempts all of them in vain
 * @param why the last one failed
 */
public record Undelivered(
    String rule,
    String target,
    String event,
    String content,
    Instant queuedAt,
    Instant endedAt,
    int attempts,
    String why) {}
