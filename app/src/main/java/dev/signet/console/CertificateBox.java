// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.console.View.Fact;
import dev.signet.console.View.Link;
import dev.signet.pki.cert.BasicConstraints;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.CertificateWords;
import dev.signet.pki.cert.Chain;
import java.util.ArrayList;
import java.util.List;

/**
 * What a certificate decodes to, and itself.
 *
 * @param until when it ends
 * @param file leads to it, to keep
 * @param chain leads to it and its issuers, to keep
 */
public record CertificateBox(
    Life life, String until, List<Fact> facts, String pem, Link file, Link chain) {
  /**
   * That of the first of a chain.
   *
   * @param page where it is shown
   */
  static CertificateBox of(Chain chain, View view, TrustTree tree, String page) {
    Certificate certificate = chain.first();
    return new CertificateBox(
        Life.of(certificate.period(), view.now()),
        Times.at(certificate.period().notAfter()),
        facts(certificate, issuer(chain, view, tree)),
        certificate.pem(),
        new Link("PEM", Links.below(page, Links.PEM)),
        new Link("PEM with its issuers", Links.below(page, Links.CHAIN)));
  }

  private static Link issuer(Chain chain, View view, TrustTree tree) {
    String name = chain.first().issuer().text();
    Certificate above = chain.certificates().get(chain.issuers().isEmpty() ? 0 : 1);
    return tree.holder(above)
        .map(found -> new Link(name, view.links().authority(found.arn())))
        .orElseGet(() -> Link.nowhere(name));
  }

  private static List<Fact> facts(Certificate certificate, Link issuer) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("Subject", certificate.subject().text()));
    facts.add(Fact.of("Alternative names", CertificateWords.alternativeNames(certificate)));
    facts.add(Fact.of("Issuer", issuer));
    facts.add(Fact.of("Serial", certificate.serial().colons()));
    facts.add(Fact.of("SHA-256 fingerprint", CertificateWords.fingerprint(certificate)));
    facts.add(Fact.of("Valid from", Times.at(certificate.period().notBefore())));
    facts.add(Fact.of("Valid until", Times.at(certificate.period().notAfter())));
    facts.add(Fact.of("Key", CertificateWords.key(certificate)));
    facts.add(Fact.of("Signed by", certificate.signatureAlgorithm().toString()));
    facts.add(Fact.of("CA", constraints(certificate.extensions().basicConstraints())));
    facts.add(Fact.of("Key usage", CertificateWords.keyUsages(certificate)));
    facts.add(Fact.of("Purposes", CertificateWords.purposes(certificate)));
    facts.add(Fact.of("CRL", CertificateWords.crlAddresses(certificate)));
    facts.add(Fact.of("Issuer and OCSP", CertificateWords.issuerAddresses(certificate)));
    facts.add(Fact.of("Extensions", CertificateWords.extensions(certificate)));
    return facts.stream().filter(fact -> !fact.values().isEmpty()).toList();
  }

  private static String constraints(BasicConstraints constraints) {
    String depth =
        constraints.pathLength().isPresent()
            ? ", " + constraints.pathLength().getAsInt() + " CAs may follow"
            : "";
    return constraints.ca() ? "yes" + depth : "no";
  }
}
