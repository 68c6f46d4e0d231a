// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import dev.signet.cli.terminal.Columns;
import dev.signet.cli.terminal.Moments;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.CertificateWords;
import java.util.Collection;

/** What a certificate says, as text for people. */
final class CertificateText {
  private CertificateText() {}

  /** All that matters of it, a line each, below its name. */
  static String whole(Certificate certificate, Moments moments, String revocation) {
    Columns facts =
        Columns.plain()
            .row("subject", certificate.subject().text())
            .row("issuer", certificate.issuer().text())
            .row("serial", certificate.serial().hex())
            .row("valid from", moments.text(certificate.period().notBefore()))
            .row("valid until", moments.text(certificate.period().notAfter()))
            .row("names", joined(CertificateWords.alternativeNames(certificate)))
            .row("key", CertificateWords.key(certificate))
            .row("signed by", certificate.signatureAlgorithm().toString())
            .row("CA", certificate.isCa() ? "yes" : "no")
            .row("key usage", joined(CertificateWords.keyUsages(certificate)))
            .row("purposes", joined(CertificateWords.purposes(certificate)))
            .row("SHA-256", CertificateWords.fingerprint(certificate))
            .row("revocation", revocation);
    return label(certificate) + "\n" + facts.text("  ");
  }

  /** What it is called, in one line. */
  static String label(Certificate certificate) {
    return CertificateWords.label(certificate).replaceAll("\\p{Cntrl}+", " ");
  }

  private static String joined(Collection<String> all) {
    return all.isEmpty() ? "-" : String.join(", ", all);
  }
}
