// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.fuzz;

import dev.signet.pki.key.SignatureVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes every signature for true, so that changed requests get past it: what is behind is reached
 * without the requester's key. Keys are decoded by the JDK, as ever.
 */
final class AcceptingProvider extends Provider {
  private static final long serialVersionUID = 1;
  private static final AcceptingProvider INSTANCE = new AcceptingProvider();

  private AcceptingProvider() {
    super("Accepting", "1", "takes every signature for true");
  }

  /** A verifier that says yes, if the JDK can read the key. */
  static SignatureVerifier verifier() {
    return new SignatureVerifier(family -> Optional.of(INSTANCE));
  }

  @Override
  public Service getService(String type, String algorithm) {
    if (type.equals("Signature")) {
      return new Always(this, algorithm);
    }
    try {
      return KeyFactory.getInstance(algorithm).getProvider().getService(type, algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(algorithm + " has no key factory here", e);
    }
  }

  private static final class Always extends Service {
    Always(Provider provider, String algorithm) {
      super(provider, "Signature", algorithm, Yes.class.getName(), List.of(), Map.of());
    }

    @Override
    public Object newInstance(Object parameter) {
      return new Yes();
    }
  }

  private static final class Yes extends SignatureSpi {
    @Override
    protected void engineInitVerify(PublicKey key) {}

    @Override
    protected void engineInitSign(PrivateKey key) {
      throw new UnsupportedOperationException("only verifies");
    }

    @Override
    protected void engineUpdate(byte octet) {}

    @Override
    protected void engineUpdate(byte[] octets, int offset, int length) {}

    @Override
    protected byte[] engineSign() {
      throw new UnsupportedOperationException("only verifies");
    }

    @Override
    protected boolean engineVerify(byte[] signature) {
      return true;
    }

    @Override
    protected void engineSetParameter(AlgorithmParameterSpec parameters) {}

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {}

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException("only verifies");
    }
  }
}
