// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.pki.status;

import dev.signet.pki.PkiException;
import dev.signet.pki.PkiException.Reason;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.codec.Decoding;
import dev.signet.pki.name.DistinguishedName;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;

/** A CRL that somebody made (RFC 5280 section 5), as the JDK reads it. */
public record Crl(X509CRL list) {
  /** Reads one, PEM or DER; refuses with {@link Reason#MALFORMED_CRL}. */
  public static Crl parse(byte[] pemOrDer) {
    return Decoding.as(Reason.MALFORMED_CRL, "CRL", () -> read(pemOrDer));
  }

  private static Crl read(byte[] pemOrDer) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return new Crl((X509CRL) factory.generateCRL(new ByteArrayInputStream(pemOrDer)));
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

  /** Whether its signature rests on SHA-1, which proves nothing any more. */
  public boolean isWeak() {
    return list.getSigAlgName().startsWith("SHA1");
  }
}
