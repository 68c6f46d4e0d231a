// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.key;

import dev.signet.pki.key.SignatureScheme;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An open private key with initialised {@link Signature} objects, re-used: making one costs more
 * than signing. There are never more of them than signing permits.
 */
final class SigningKey {
  private final PrivateKey privateKey;
  private final Optional<Provider> provider;
  private final Map<SignatureScheme, Queue<Signature>> idle =
      new EnumMap<>(SignatureScheme.class); // filled in the constructor, then read only

  SigningKey(PrivateKey privateKey, Optional<Provider> provider) {
    this.privateKey = privateKey;
    this.provider = provider;
    for (SignatureScheme scheme : SignatureScheme.values()) {
      idle.put(scheme, new ConcurrentLinkedQueue<>());
    }
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  /** Begins a signature over content that comes in pieces. */
  Running start(SignatureScheme scheme) throws GeneralSecurityException {
    Queue<Signature> queue = Objects.requireNonNull(idle.get(scheme));
    Signature signature = queue.poll();
    return new Running(signature == null ? initialised(scheme) : signature, queue);
  }

  /** A signature that is fed piece by piece; for one thread. */
  static final class Running {
    private final Signature signature;
    private final Queue<Signature> queue;

    private Running(Signature signature, Queue<Signature> queue) {
      this.signature = signature;
      this.queue = queue;
    }

    void update(byte[] piece) {
      try {
        signature.update(piece);
      } catch (SignatureException e) {
        throw new IllegalStateException("a signature that was begun takes content", e);
      }
    }

    byte[] end() throws SignatureException {
      byte[] value = signature.sign(); // resets it for the next content
      queue.add(signature);
      return value;
    }
  }

  private Signature initialised(SignatureScheme scheme) throws GeneralSecurityException {
    Signature signature =
        provider.isPresent()
            ? Signature.getInstance(scheme.jcaName(), provider.get())
            : Signature.getInstance(scheme.jcaName());
    if (scheme.jcaParameters().isPresent()) {
      signature.setParameter(scheme.jcaParameters().get());
    }
    signature.initSign(privateKey);
    return signature;
  }

  @Override
  public String toString() {
    return "SigningKey[" + privateKey.getAlgorithm() + "]";
  }
}
