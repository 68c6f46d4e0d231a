// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import java.util.function.Consumer;

/**
 * What was prepared here and waits for its signature: the only thing that a CA's key signs.
 *
 * @param <T> what it becomes
 */
public interface ToBeSigned<T> {
  /** How it is signed. */
  SignatureScheme scheme();

  /** Hands over the octets that are signed, in order and in pieces of any size. */
  void writeTo(Consumer<byte[]> signer);

  /**
   * The finished thing, once its signature has been verified.
   *
   * @throws dev.signet.pki.PkiException of reason BAD_SIGNATURE
   */
  T complete(byte[] signature, SignatureVerifier verifier);
}
