// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority.grant;

import dev.signet.authority.AuthorityArn;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityChanges;
import dev.signet.authority.lifecycle.AuthorityLifecycle.Use;
import dev.signet.authority.lifecycle.AuthorityLookup;
import dev.signet.authority.lifecycle.AuthorityTables;
import dev.signet.ground.Ground;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.kernel.Tags;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** What owners attach to their authorities: permissions for services, and tags. */
public final class Grants {
  /** The service that requests and renews managed certificates. */
  public static final String CERTIFICATE_MANAGER = "acm.amazonaws.com";

  private static final List<String> MANAGER_ACTIONS =
      List.of("IssueCertificate", "GetCertificate", "ListPermissions");

  private final Ground ground;
  private final AuthorityChanges changes;

  public Grants(Ground ground) {
    this.ground = ground;
    this.changes = new AuthorityChanges(ground);
  }

  /** Grants a service the use of the authority. */
  public void permit(Caller caller, AuthorityArn arn, Grant grant) {
    changes.make(
        caller,
        arn,
        "authority.permitted",
        Use.PERMIT,
        (tx, authority, now) -> {
          if (!GrantTables.insert(tx, authority, grant)) {
            throw Refusal.exists("a permission for " + grant.principal() + " exists already");
          }
        });
  }

  /** Takes a grant back. */
  public void forbid(Caller caller, AuthorityArn arn, String principal, String sourceAccount) {
    changes.make(
        caller,
        arn,
        "authority.forbidden",
        Use.PERMIT,
        (tx, authority, now) -> {
          if (!GrantTables.delete(tx, authority, principal, sourceAccount)) {
            throw Refusal.notFound("no permission for " + principal);
          }
        });
  }

  /** All grants of the authority, newest first. */
  public List<Grant> of(Caller caller, AuthorityArn arn) {
    Instant now = ground.now();
    return ground
        .store()
        .read(tx -> {
          Authority authority = AuthorityLookup.usable(tx, caller, arn, Use.PERMIT, now);
          return GrantTables.list(tx, authority);
        });
  }

  /** Whether the certificate manager may issue from an authority for an account. */
  public static boolean permitManager(Tx tx, Authority authority, AccountId account) {
    return GrantTables.list(tx, authority).stream()
        .anyMatch(grant ->
            grant.sourceAccount().equals(account.value())
                && grant.actions().containsAll(MANAGER_ACTIONS));
  }

  /** Changes the tags. */
  public void tag(Caller caller, AuthorityArn arn, UnaryOperator<Tags> edit) {
    changes.make(
        caller,
        arn,
        "authority.tagged",
        Use.TAG,
        (tx, authority, now) -> {
          AuthorityTables.setTags(tx, authority, edit.apply(authority.tags()));
        });
  }
}
