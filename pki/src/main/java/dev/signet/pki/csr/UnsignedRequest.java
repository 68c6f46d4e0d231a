// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.csr;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.key.ToBeSigned;
import dev.signet.pki.name.DistinguishedName;
import java.math.BigInteger;
import java.util.function.Consumer;

/** A request that waits for the signature of its own key. */
public final class UnsignedRequest implements ToBeSigned<CertificateRequest> {
  private final Octets toBeSigned;
  private final PublicKeyInfo publicKey;
  private final SignatureScheme scheme;

  /**
   * Everything a request says (RFC 2986 section 4.1).
   *
   * @param extensions asked for, in an extensionRequest attribute; with none it is left out
   */
  public UnsignedRequest(
      DistinguishedName subject,
      PublicKeyInfo publicKey,
      Extensions extensions,
      SignatureScheme scheme) {
    byte[] attributes =
        extensions.all().isEmpty()
            ? new byte[0]
            : DerWriter.sequence(
                DerWriter.oid(CertificateRequest.EXTENSION_REQUEST),
                DerWriter.element(Der.SET, extensions.der()));
    this.toBeSigned =
        Octets.of(
            DerWriter.sequence(
                DerWriter.integer(BigInteger.ZERO),
                subject.der(),
                publicKey.der(),
                DerWriter.explicit(0, attributes)));
    this.publicKey = publicKey;
    this.scheme = scheme;
  }

  /** The bytes that the requester signs. */
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

  /** The request, once its own key has verified the signature. */
  @Override
  public CertificateRequest complete(byte[] signature, SignatureVerifier verifier) {
    if (!verifier.verifies(
        publicKey, SignatureAlgorithm.of(scheme), toBeSigned.bytes(), signature)) {
      throw new PkiException(
          Reason.BAD_SIGNATURE,
          "signature of a certificate request, expected one that the " + publicKey + " verifies");
    }
    return complete(signature);
  }

  /** The request with this signature, which is not checked. */
  public CertificateRequest complete(byte[] signature) {
    return CertificateRequest.parse(
        DerWriter.sequence(
            toBeSigned.bytes(), scheme.algorithmIdentifier(), DerWriter.bitString(signature)));
  }
}
