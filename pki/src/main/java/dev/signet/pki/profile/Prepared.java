// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.profile;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.Chain;
import dev.signet.pki.cert.TbsCertificate;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.key.ToBeSigned;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A certificate that passed every check and waits for its signature, once. Safe for threads. */
public final class Prepared implements ToBeSigned<Signed> {
  private final Octets toBeSigned;
  private final TbsCertificate content;
  private final SignatureScheme scheme;
  private final Issuer issuer;
  private final AtomicBoolean completed = new AtomicBoolean();

  private Prepared(
      Octets toBeSigned, TbsCertificate content, SignatureScheme scheme, Issuer issuer) {
    this.toBeSigned = toBeSigned;
    this.content = content;
    this.scheme = scheme;
    this.issuer = issuer;
  }

  /** Checks the very bytes that will be signed; refuses with {@link Reason#LINT}. */
  static Prepared linted(TbsCertificate content, SignatureScheme scheme, Issuer issuer) {
    byte[] toBeSigned = content.der();
    TbsCertificate read = TbsCertificate.fromDer(toBeSigned);
    List<String> findings = Lint.findings(read, issuer);
    if (!findings.isEmpty()) {
      throw new PkiException(Reason.LINT, String.join("; ", findings));
    }
    return new Prepared(Octets.of(toBeSigned), read, scheme, issuer);
  }

  /** The bytes that the issuer signs. */
  public byte[] toBeSigned() {
    return toBeSigned.bytes();
  }

  @Override
  public void writeTo(Consumer<byte[]> signer) {
    signer.accept(toBeSigned());
  }

  @Override
  public SignatureScheme scheme() {
    return scheme;
  }

  /** The key that the signature must verify with. */
  public PublicKeyInfo signingKey() {
    return issuer.key();
  }

  /**
   * The signed certificate, read again from its bytes. May be called once, whatever comes of it:
   * refuses with {@link Reason#BAD_SIGNATURE} what the issuer's key does not verify.
   */
  @Override
  public Signed complete(byte[] signature, SignatureVerifier verifier) {
    if (completed.getAndSet(true)) {
      throw new IllegalStateException("a certificate was completed twice, expected once");
    }
    Certificate certificate = Certificate.assemble(toBeSigned.bytes(), content, signature);
    if (!certificate.isSignedBy(issuer.key(), verifier)) {
      throw new PkiException(
          Reason.BAD_SIGNATURE,
          "signature of " + certificate + ", expected one that the " + issuer.key() + " verifies");
    }
    Optional<Chain> issuers =
        issuer instanceof Issuer.Installed installed
            ? Optional.of(installed.chain())
            : Optional.empty();
    return new Signed(certificate, issuers);
  }
}
