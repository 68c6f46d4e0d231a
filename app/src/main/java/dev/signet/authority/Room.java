// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.kernel.Entropy;
import dev.signet.key.KeyVault;
import dev.signet.ledger.Ledger;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.store.Store;
import java.time.InstantSource;

/** The ground that the private CA's services stand on, and what they share. */
public final class Room {
  private final Store store;
  private final Ledger ledger;
  private final KeyVault vault;
  private final SignatureVerifier verifier;
  private final Entropy entropy;
  private final InstantSource clock;
  private final KnownAuthorities known;

  public Room(
      Store store,
      Ledger ledger,
      KeyVault vault,
      SignatureVerifier verifier,
      Entropy entropy,
      InstantSource clock) {
    this.store = store;
    this.ledger = ledger;
    this.vault = vault;
    this.verifier = verifier;
    this.entropy = entropy;
    this.clock = clock;
    this.known = new KnownAuthorities(store);
  }

  Store store() {
    return store;
  }

  Ledger ledger() {
    return ledger;
  }

  KeyVault vault() {
    return vault;
  }

  SignatureVerifier verifier() {
    return verifier;
  }

  Entropy entropy() {
    return entropy;
  }

  InstantSource clock() {
    return clock;
  }

  KnownAuthorities known() {
    return known;
  }
}
