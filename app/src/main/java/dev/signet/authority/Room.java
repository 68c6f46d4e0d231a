// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.kernel.Entropy;
import dev.signet.key.KeyVault;
import dev.signet.ledger.Ledger;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.store.Store;
import java.time.InstantSource;

/** The ground that the private CA's services stand on. */
public record Room(
    Store store,
    Ledger ledger,
    KeyVault vault,
    SignatureVerifier verifier,
    Entropy entropy,
    InstantSource clock) {}
