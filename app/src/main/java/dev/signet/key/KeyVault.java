// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import dev.signet.ledger.Change;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.ToBeSigned;
import dev.signet.store.Tx;
import java.security.PrivateKey;
import java.util.Optional;

/**
 * Where private keys live. They leave only through {@link #privateKey}, which asks for a {@link
 * SecretAccess}. Only what was prepared can be signed.
 */
public interface KeyVault {
  /** Generates a key pair; RSA takes some tens of milliseconds. */
  NewKey generate(KeySpec spec);

  /**
   * Takes a key that was made elsewhere, as new as a generated one.
   *
   * @param pkcs8 the private key (RFC 5958); the caller's secret
   * @param publicKey of one of the families and sizes of {@link KeySpec}
   * @return empty when the one is not the other's half, or no key at all
   */
  Optional<NewKey> adopt(byte[] pkcs8, PublicKeyInfo publicKey);

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
