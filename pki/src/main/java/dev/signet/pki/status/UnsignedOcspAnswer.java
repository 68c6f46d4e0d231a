// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Extension;
import dev.signet.pki.cert.Extensions;
import dev.signet.pki.codec.DerWriter;
import dev.signet.pki.codec.Octets;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.key.SignatureVerifier;
import dev.signet.pki.key.ToBeSigned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** An OCSP answer (RFC 6960 section 4.2) that waits for its signature. */
public final class UnsignedOcspAnswer implements ToBeSigned<Octets> {
  private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";

  private final OcspSigner signer;
  private final byte[] toBeSigned;

  /** What is said of one certificate. */
  public record Single(CertId certificate, CertStatus status) {
    byte[] der(Instant thisUpdate, Instant nextUpdate) {
      return DerWriter.sequence(
          certificate.encoded().bytes(),
          status.der(),
          DerWriter.generalizedTime(thisUpdate),
          DerWriter.explicit(0, DerWriter.generalizedTime(nextUpdate)));
    }
  }

  /**
   * An answer.
   *
   * @param at when the statuses were read, to the second: thisUpdate and producedAt
   * @param nextUpdate until when it may be kept
   * @param nonce of the request
   */
  public UnsignedOcspAnswer(
      OcspSigner signer,
      List<Single> singles,
      Instant at,
      Instant nextUpdate,
      Optional<Extension> nonce) {
    this.signer = signer;
    // The responder is named by the SHA-1 of its key, whatever the hash of the question (RFC 9919).
    byte[] responder = DerWriter.explicit(2, DerWriter.octetString(signer.key().keyId().bytes()));
    byte[] responses =
        DerWriter.sequence(singles.stream().map(s -> s.der(at, nextUpdate)).toList());
    byte[] extensions =
        nonce.map(n -> DerWriter.explicit(1, new Extensions(List.of(n)).der())).orElse(new byte[0]);
    this.toBeSigned =
        DerWriter.sequence(responder, DerWriter.generalizedTime(at), responses, extensions);
  }

  @Override
  public SignatureScheme scheme() {
    return signer.scheme();
  }

  @Override
  public void writeTo(Consumer<byte[]> sink) {
    sink.accept(toBeSigned.clone());
  }

  /** The whole OCSPResponse. */
  @Override
  public Octets complete(byte[] signature, SignatureVerifier verifier) {
    if (!verifier.verifies(
        signer.key(), SignatureAlgorithm.of(signer.scheme()), toBeSigned, signature)) {
      throw new PkiException(
          Reason.BAD_SIGNATURE,
          "signature of an OCSP answer, expected one that the " + signer.key() + " verifies");
    }
    byte[] certificates =
        signer
            .delegated()
            .map(c -> DerWriter.explicit(0, DerWriter.sequence(c.der())))
            .orElse(new byte[0]);
    byte[] basic =
        DerWriter.sequence(
            toBeSigned,
            signer.scheme().algorithmIdentifier(),
            DerWriter.bitString(signature),
            certificates);
    return Octets.of(
        DerWriter.sequence(
            DerWriter.enumerated(0),
            DerWriter.explicit(
                0, DerWriter.sequence(DerWriter.oid(BASIC), DerWriter.octetString(basic)))));
  }
}
