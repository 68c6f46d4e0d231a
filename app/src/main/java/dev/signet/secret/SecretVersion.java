// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of a secret, without its value.
 *
 * @param form of its value; empty in one that waits for it
 * @param accessedAt the day on which it was last read
 */
public record SecretVersion(
    String id, Optional<SecretValue.Form> form, Instant createdAt, Optional<Instant> accessedAt) {}
