// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.ground;

import dev.signet.kernel.AccountId;
import dev.signet.kernel.Entropy;
import dev.signet.key.KeyVault;
import dev.signet.ledger.Ledger;
import dev.signet.ledger.Memories;
import dev.signet.ledger.Timers;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * What every room stands on.
 *
 * @param account whose data folder it is
 * @param memories make what a room keeps in memory follow the log
 */
public record Ground(
    AccountId account,
    Store store,
    Ledger ledger,
    Timers timers,
    Memories memories,
    KeyVault vault,
    SignatureVerifier verifier,
    Pages pages,
    InstantSource clock,
    Entropy entropy) {
  /** The present, in the precision in which instants are stored. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
