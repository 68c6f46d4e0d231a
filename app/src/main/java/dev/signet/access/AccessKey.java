// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.access;

import dev.signet.kernel.AccountId;
import java.time.Instant;
import java.util.Optional;

/**
 * A signing key of the AWS kind, with the principal it stands for.
 *
 * @param id what requests name, twenty characters
 * @param principal ARN of the principal
 * @param secret what signs; never printed
 * @param endsAt when it works no more, because it was replaced; empty for the present key
 */
public record AccessKey(
    String id, AccountId account, String principal, String secret, Optional<Instant> endsAt) {
  @Override
  public String toString() {
    return "AccessKey[" + id + "]";
  }
}
