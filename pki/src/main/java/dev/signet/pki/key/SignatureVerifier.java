// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.key;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks signatures with the JCA. The key is decoded by the very provider that uses it: a key of
 * another provider would be converted at each use. Safe for threads.
 */
public final class SignatureVerifier {
  private final Function<String, Optional<Provider>> providers;

  /**
   * A verifier with preferred providers.
   *
   * @param providers from the JCA name of a key's algorithm ({@code EC}) to the provider for it;
   *     empty is the JDK's own choice
   */
  public SignatureVerifier(Function<String, Optional<Provider>> providers) {
    this.providers = providers;
  }

  /** A verifier that takes the JDK's choice for everything. */
  public static SignatureVerifier jdk() {
    return new SignatureVerifier(name -> Optional.empty());
  }

  /** Whether the holder of the key signed this data so. Whatever cannot be checked is a no. */
  public boolean verifies(
      PublicKeyInfo key, SignatureAlgorithm algorithm, byte[] data, byte[] signature) {
    if (algorithm.family() != key.family() || key.family() == KeyFamily.OTHER) {
      return false;
    }
    try {
      Signature verifier = initialised(key, algorithm);
      verifier.update(data);
      return verifier.verify(signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      // Providers answer hostile keys and signatures with exceptions of many kinds.
      return false;
    }
  }

  /**
   * Begins to check the signature of data that comes in pieces, with a key of ours.
   *
   * @throws IllegalStateException when the key cannot check such signatures
   */
  public Running start(PublicKeyInfo key, SignatureAlgorithm algorithm) {
    try {
      return new Running(initialised(key, algorithm));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(key + " cannot check " + algorithm, e);
    }
  }

  /** A check that is fed piece by piece; for one thread. */
  public static final class Running {
    private final Signature verifier;

    private Running(Signature verifier) {
      this.verifier = verifier;
    }

    /** The next piece of the data. */
    public void update(byte[] piece) {
      try {
        verifier.update(piece);
      } catch (SignatureException e) {
        throw new IllegalStateException("a check that was begun takes data", e);
      }
    }

    /** Whether the holder of the key signed all of it so. */
    public boolean verifies(byte[] signature) {
      try {
        return verifier.verify(signature);
      } catch (SignatureException | RuntimeException e) {
        return false; // as above
      }
    }
  }

  private Signature initialised(PublicKeyInfo key, SignatureAlgorithm algorithm)
      throws GeneralSecurityException {
    Optional<Provider> provider = providers.apply(key.family().jcaName());
    Signature verifier = signature(algorithm, provider);
    verifier.initVerify(key.decoded(provider));
    return verifier;
  }

  private static Signature signature(SignatureAlgorithm algorithm, Optional<Provider> provider)
      throws GeneralSecurityException {
    Signature signature =
        provider.isPresent()
            ? Signature.getInstance(algorithm.jcaName(), provider.get())
            : Signature.getInstance(algorithm.jcaName());
    if (algorithm.jcaParameters().isPresent()) {
      signature.setParameter(algorithm.jcaParameters().get());
    }
    return signature;
  }
}
