// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import dev.signet.ledger.Change;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.ToBeSigned;
import dev.signet.store.Tx;
import java.security.PrivateKey;

/**
 * Where private keys live. They leave only through {@link #privateKey}, which asks for a {@link
 * SecretAccess}. Only what was prepared can be signed.
 */
public interface KeyVault {
  /** Generates a key pair; RSA takes some tens of milliseconds. */
  NewKey generate(KeySpec spec);

  /** Keeps a new key in the caller's transaction. */
  void keep(Tx tx, NewKey key);

  /** Signs with a key that is not kept yet; the signature is verified before it returns. */
  <T> T sign(NewKey key, ToBeSigned<T> content);

  /** Signs; the signature is verified before it returns. */
  <T> T sign(KeyRef key, ToBeSigned<T> content);

  /** The private key itself. */
  PrivateKey privateKey(SecretAccess purpose, KeyRef key);

  /**
   * Destroys a key in the caller's transaction; what it signed stays valid.
   *
   * @param cause the change that makes the key superfluous
   */
  void destroy(Tx tx, Change cause, KeyRef key);
}
