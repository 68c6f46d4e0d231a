// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.kernel.Home;
import dev.signet.ledger.Change;
import dev.signet.store.Tx;
import java.time.Instant;
import java.util.Optional;

/**
 * Removes for good the authorities that can no longer be restored, with their keys and all that
 * they issued. There is no timer: it is called where authorities are listed and changed, and at the
 * start. Until then such an authority is unknown to every caller already.
 */
final class Removal {
  /** So many in one transaction, so that others get their turn between. */
  private static final int CERTIFICATES_AT_ONCE = 5_000;

  private final Room room;

  Removal(Room room) {
    this.room = room;
  }

  /** Removes all that are due. */
  void run() {
    Instant now = room.clock().instant();
    if (room.store().read(tx -> AuthorityTables.ended(tx, now)).isEmpty()) {
      return;
    }
    boolean more = true;
    while (more) {
      more = room.store().write(tx -> step(tx, now));
    }
  }

  /** Whether there was something to do. */
  private boolean step(Tx tx, Instant now) {
    Optional<Authority> ended = AuthorityTables.ended(tx, now);
    ended.ifPresent(authority -> {
      if (CertificateTables.delete(tx, authority, CERTIFICATES_AT_ONCE) < CERTIFICATES_AT_ONCE) {
        AuthorityTables.delete(tx, authority);
        room.vault().destroy(tx, authority.signing().key());
        room.known().forget(tx, authority.arn());
        room.ledger().append(tx, removed(authority, now));
      }
    });
    return ended.isPresent();
  }

  private static Change removed(Authority authority, Instant now) {
    return Change.byServer(
        new Home(authority.account(), authority.region()),
        now,
        "authority.removed",
        authority.arn());
  }
}
