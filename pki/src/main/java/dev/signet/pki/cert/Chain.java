// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.cert;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.codec.Pem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Certificates in their order, each but the last said to be signed by the next. What made the chain
 * vouches for that; reading it back from where it was kept does not check it again.
 *
 * @param certificates at least one, the root last
 */
public record Chain(List<Certificate> certificates) {
  /** Checks that there is one. */
  public Chain {
    certificates = List.copyOf(certificates);
    if (certificates.isEmpty()) {
      throw new PkiException(Reason.MALFORMED_CERTIFICATE, "empty chain, expected a certificate");
    }
  }

  /** A chain of this certificate alone. */
  public static Chain of(Certificate certificate) {
    return new Chain(List.of(certificate));
  }

  /** Reads PEM, or the DER of one; refuses with {@link Reason#MALFORMED_CERTIFICATE}. */
  public static Chain parse(byte[] pemOrDer) {
    return Decoding.as(
        Reason.MALFORMED_CERTIFICATE,
        "certificate chain",
        () ->
            new Chain(Pem.readCertificates(pemOrDer).stream().map(Certificate::fromDer).toList()));
  }

  /** The certificate that the others vouch for. */
  public Certificate first() {
    return certificates.getFirst();
  }

  /** The certificate that nobody here vouches for. */
  public Certificate root() {
    return certificates.getLast();
  }

  /** All but the first; none of a root's own chain. */
  public List<Certificate> issuers() {
    return certificates.subList(1, certificates.size());
  }

  /** When the first of the certificates ends: from then on the chain vouches for nobody. */
  public Instant notAfter() {
    return certificates.stream()
        .map(certificate -> certificate.period().notAfter())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** This chain with a certificate before its first. */
  public Chain under(Certificate certificate) {
    List<Certificate> longer = new ArrayList<>();
    longer.add(certificate);
    longer.addAll(certificates);
    return new Chain(longer);
  }

  /** As PEM, one line feed between the certificates and none after the last. */
  public String pem() {
    return Pem.certificates(certificates.stream().map(Certificate::der).toList());
  }
}
