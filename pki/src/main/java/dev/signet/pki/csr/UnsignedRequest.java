// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.csr;

import dev.signet.pki.cert.Extensions;
import dev.signet.pki.codec.Der;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.key.PublicKeyInfo;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.DistinguishedName;
import java.math.BigInteger;

/** A request that waits for the signature of its own key. */
public final class UnsignedRequest {
  private final Octets toBeSigned;
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
    this.scheme = scheme;
  }

  /** The bytes that the requester signs. */
  public byte[] toBeSigned() {
    return toBeSigned.bytes();
  }

  /** How. */
  public SignatureScheme scheme() {
    return scheme;
  }

  /** The request with this signature, which is not checked. */
  public CertificateRequest complete(byte[] signature) {
    return CertificateRequest.parse(
        DerWriter.sequence(
            toBeSigned.bytes(), scheme.algorithmIdentifier(), DerWriter.bitString(signature)));
  }
}
