// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.codec.Der;
import dev.signet.pki.key.SignatureAlgorithm;
import dev.signet.pki.name.DistinguishedName;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;

/**
 * A CRL that somebody made (RFC 5280 section 5).
 *
 * @param list as the JDK reads it
 * @param algorithm how it is signed
 */
public record Crl(X509CRL list, SignatureAlgorithm algorithm) {
  /** Reads one, PEM or DER; refuses with {@link Reason#MALFORMED_CRL}. */
  public static Crl parse(byte[] pemOrDer) {
    return Decoding.as(Reason.MALFORMED_CRL, "CRL", () -> read(pemOrDer));
  }

  private static Crl read(byte[] pemOrDer) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      X509CRL list = (X509CRL) factory.generateCRL(new ByteArrayInputStream(pemOrDer));
      Der algorithm = Der.parse(list.getEncoded()).sequence("CertificateList", 3, 3).get(1);
      return new Crl(list, SignatureAlgorithm.read(algorithm.encoded()));
    } catch (CRLException | CertificateException e) {
      throw new PkiException(Reason.MALFORMED_CRL, "not read, expected DER or PEM of one", e);
    }
  }

  /** Whether a CA made its signature, under its own name. */
  public boolean isSignedBy(Certificate ca) {
    try {
      list.verify(ca.toX509().getPublicKey());
      return DistinguishedName.fromDer(list.getIssuerX500Principal().getEncoded())
          .matches(ca.subject());
    } catch (GeneralSecurityException | PkiException e) {
      return false;
    }
  }

  /** Whether its signature proves nothing: it rests on SHA-1, or is of an unsupported kind. */
  public boolean isWeak() {
    return algorithm.isWeak() || !algorithm.isSupported();
  }
}
