// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.PublicKeyInfo;
import java.security.PrivateKey;
import java.util.Objects;

/**
 * A key pair just generated. It holds its private key open, so it signs at once; kept it is only
 * when {@link KeyVault#keep} is called in the transaction that needs it. Until then it exists in
 * memory alone, and a crash leaves nothing of it.
 */
public final class NewKey {
  private final KeyRef ref;
  private final KeySpec spec;
  private final PublicKeyInfo publicKey;
  private final Sealed sealed;
  private final SigningKey open;

  NewKey(KeyRef ref, KeySpec spec, PublicKeyInfo publicKey, Sealed sealed, SigningKey open) {
    this.ref = ref;
    this.spec = spec;
    this.publicKey = publicKey;
    this.sealed = sealed;
    this.open = open;
  }

  /** What it is called once it is kept. */
  public KeyRef ref() {
    return ref;
  }

  /** Its algorithm and size. */
  public KeySpec spec() {
    return spec;
  }

  /** The public half. */
  public PublicKeyInfo publicKey() {
    return publicKey;
  }

  /** The private half itself, for a key that is never kept. */
  public PrivateKey privateKey(SecretAccess purpose) {
    Objects.requireNonNull(purpose);
    return open.privateKey();
  }

  Sealed sealed() {
    return sealed;
  }

  SigningKey open() {
    return open;
  }

  /** Names the key. */
  @Override
  public String toString() {
    return "new " + ref;
  }
}
