// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.lifecycle;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.lifecycle.AuthorityLifecycle.Use;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import java.time.Instant;

/** Changes authorities: each in one transaction, with its line in the log. */
public final class AuthorityChanges {
  private final Ground ground;

  public AuthorityChanges(Ground ground) {
    this.ground = ground;
  }

  /** What happens to an authority. */
  public interface Edit {
    /** Runs in the transaction; a refusal leaves everything as it was. */
    void on(Tx tx, Authority authority, Instant now);
  }

  /** Does it with an authority that is in a state for this use. */
  public void make(Caller caller, AuthorityArn arn, String kind, Use use, Edit edit) {
    make(
        caller,
        arn,
        kind,
        (tx, authority, now) -> {
          AuthorityLifecycle.require(authority.seen(now), use, arn.toString());
          edit.on(tx, authority, now);
        });
  }

  /**
   * Does it.
   *
   * @param kind of the change, for the log
   */
  public void make(Caller caller, AuthorityArn arn, String kind, Edit edit) {
    Instant now = ground.now();
    ground
        .store()
        .write(tx -> {
          edit.on(tx, AuthorityLookup.existing(tx, caller, arn, now), now);
          ground.ledger().append(tx, Change.by(caller, now, kind, arn.toString()));
          return true;
        });
  }
}
