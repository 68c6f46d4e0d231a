// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import dev.signet.ledger.Change;
import dev.signet.pki.csr.CertificateRequest;
import dev.signet.pki.csr.UnsignedRequest;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.profile.Prepared;
import dev.signet.pki.profile.Signed;
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

  /** Signs a certificate request with a key that is not kept yet; verified before it returns. */
  CertificateRequest sign(NewKey key, UnsignedRequest request);

  /** Signs a prepared certificate with a key that is not kept yet; verified before it returns. */
  Signed sign(NewKey key, Prepared prepared);

  /** Signs a prepared certificate; the signature is verified before it is returned. */
  Signed sign(KeyRef key, Prepared prepared);

  /** Signs a certificate request; the signature is verified before it is returned. */
  CertificateRequest sign(KeyRef key, UnsignedRequest request);

  /** The private key itself. */
  PrivateKey privateKey(SecretAccess purpose, KeyRef key);

  /**
   * Destroys a key in the caller's transaction; what it signed stays valid.
   *
   * @param cause the change that makes the key superfluous
   */
  void destroy(Tx tx, Change cause, KeyRef key);
}
