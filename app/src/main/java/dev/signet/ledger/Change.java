// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ledger;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Region;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, past tense. The log orders changes and is the audit trail; state is read
 * from tables, never rebuilt from the log.
 *
 * @param kind feature and past participle, for example {@code certificate.renewed}
 * @param subject ARN of what changed
 * @param actor principal that caused it
 * @param details small JSON, or absent
 */
public record Change(
    Instant at,
    AccountId account,
    Region region,
    String kind,
    String subject,
    String actor,
    @Nullable String details) {

  /** A change made by a caller in its own account and Region. */
  public static Change by(Caller caller, Instant at, String kind, String subject) {
    return new Change(
        at, caller.account(), caller.region(), kind, subject, caller.principal(), null);
  }

  /** The same change with details. */
  public Change with(String json) {
    return new Change(at, account, region, kind, subject, actor, json);
  }
}
