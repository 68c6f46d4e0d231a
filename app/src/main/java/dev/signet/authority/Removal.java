// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.issuing.IssuedTables;
import dev.signet.authority.lifecycle.Authority;
import dev.signet.authority.lifecycle.AuthorityTables;
import dev.signet.authority.report.ReportTables;
import dev.signet.authority.revocation.CrlTables;
import dev.signet.authority.revocation.OcspTables;
import dev.signet.authority.revocation.RevokedTables;
import dev.signet.ground.Ground;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Instant;
import java.util.Optional;

/**
 * Removes an authority for good when it can no longer be restored, with its key and all that it
 * issued: the timer that its deletion sets. Until then it is unknown to every caller already.
 */
final class Removal {
  /** So many in one transaction, so that others get their turn between. */
  static final int CERTIFICATES_AT_ONCE = 5_000;

  private final Ground ground;

  Removal(Ground ground) {
    this.ground = ground;
  }

  /** Does a piece of it. */
  Optional<Instant> due(Tx tx, String arn, Instant now) {
    Optional<Authority> found = AuthorityTables.find(tx, AuthorityArn.of(arn));
    if (found.isEmpty() || !found.get().isGone(now)) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING); // only the timer goes, or moves
      return found.flatMap(Authority::restorableUntil);
    }
    Authority authority = found.get();
    if (RevokedTables.delete(tx, authority, CERTIFICATES_AT_ONCE) == CERTIFICATES_AT_ONCE
        || IssuedTables.delete(tx, authority, CERTIFICATES_AT_ONCE) == CERTIFICATES_AT_ONCE) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING); // the last piece is the change
      return Optional.of(now);
    }
    Change removed = Change.byServer(authority.arn().home(), now, "authority.removed", arn);
    CrlTables.delete(tx, authority);
    ReportTables.delete(tx, authority);
    OcspTables.deleteSigner(tx, authority)
        .ifPresent(key -> ground.vault().destroy(tx, removed, key));
    AuthorityTables.delete(tx, authority);
    ground.vault().destroy(tx, removed, authority.signing().key());
    ground.ledger().append(tx, removed);
    return Optional.empty();
  }
}
