// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import dev.signet.authority.AuthorityArn;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.Optional;

/** Finds the authority that a caller names. */
public final class AuthorityLookup {
  private AuthorityLookup() {}

  /**
   * The authority of that ARN, in any status but gone.
   *
   * @throws Refusal as {@link AuthorityArn#requireUsableBy}, or of kind NOT_FOUND
   */
  public static Authority existing(Tx tx, Caller caller, AuthorityArn arn, Instant now) {
    arn.requireUsableBy(caller);
    return present(AuthorityTables.find(tx, arn), arn, now);
  }

  /**
   * The same of one that is in a state for this use.
   *
   * @throws Refusal also as {@link AuthorityLifecycle#require}
   */
  public static Authority usable(
      Tx tx, Caller caller, AuthorityArn arn, AuthorityLifecycle.Use use, Instant now) {
    Authority authority = existing(tx, caller, arn, now);
    AuthorityLifecycle.require(authority.seen(now), use, arn.toString());
    return authority;
  }

  static Authority present(Optional<Authority> found, AuthorityArn arn, Instant now) {
    return found
        .filter(authority -> !authority.isGone(now))
        .orElseThrow(() -> Refusal.notFound("Could not find certificate authority " + arn + "."));
  }
}
