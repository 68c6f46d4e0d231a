// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.PublicKeyInfo;

/**
 * A key pair just generated: usable at once, kept only when {@link KeyVault#keep} is called in the
 * transaction that needs it.
 *
 * @param sealed the private key, sealed
 */
public record NewKey(KeyRef ref, KeySpec spec, PublicKeyInfo publicKey, Sealed sealed) {}
