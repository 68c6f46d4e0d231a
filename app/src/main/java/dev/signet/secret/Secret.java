// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.secret;

import dev.signet.kernel.Tags;
import java.time.Instant;
import java.util.Optional;

/**
 * One secret, without its values.
 *
 * @param type which the API only repeats
 * @param policy the resource policy as it was given
 * @param changedAt when its value, labels or settings last changed
 * @param accessedAt the day on which a value was last read
 * @param deletionAt when it goes; empty unless it was deleted
 * @param rotation empty before it was first configured
 */
public record Secret(
    SecretArn arn,
    Optional<String> description,
    Optional<String> type,
    Tags tags,
    Optional<String> policy,
    Instant createdAt,
    Instant changedAt,
    Optional<Instant> accessedAt,
    Optional<Instant> deletionAt,
    StagingLabels labels,
    Optional<SecretRotation> rotation) {
  /** Its name. */
  public String name() {
    return arn.name();
  }
}
