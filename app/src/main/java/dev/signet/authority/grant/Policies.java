// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.grant;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityChanges;
import dev.signet.authority.lifecycle.AuthorityLifecycle.Use;
import dev.signet.authority.lifecycle.AuthorityLookup;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import java.time.Instant;

/** The policy of each authority, stored as it was given. Nobody is weighed by it yet. */
public final class Policies {
  private final Ground ground;
  private final AuthorityChanges changes;

  public Policies(Ground ground) {
    this.ground = ground;
    this.changes = new AuthorityChanges(ground);
  }

  /**
   * Sets the policy, in place of any before (PutPolicy).
   *
   * @throws Refusal of reason INVALID_POLICY
   */
  public void put(Caller caller, AuthorityArn arn, String document) {
    changes.make(
        caller,
        arn,
        "authority.policy-put",
        Use.PERMIT,
        (tx, authority, now) -> {
          ResourcePolicyRules.check(arn, document);
          GrantTables.putPolicy(tx, authority, document);
        });
  }

  /**
   * The policy (GetPolicy).
   *
   * @throws Refusal NOT_FOUND when there is none
   */
  public String get(Caller caller, AuthorityArn arn) {
    Instant now = ground.now();
    return ground
        .store()
        .read(tx -> {
          Authority authority = AuthorityLookup.usable(tx, caller, arn, Use.PERMIT, now);
          return GrantTables.policy(tx, authority);
        })
        .orElseThrow(() -> Refusal.notFound(arn + " has no policy"));
  }

  /** Removes the policy, if there is one (DeletePolicy). */
  public void delete(Caller caller, AuthorityArn arn) {
    changes.make(
        caller,
        arn,
        "authority.policy-deleted",
        Use.PERMIT,
        (tx, authority, now) -> {
          GrantTables.deletePolicy(tx, authority);
        });
  }
}
