// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.cert.CertificateWords;
import java.util.Set;

/** What a certificate says, in the names of the API. */
final class CertificateJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CertificateJson() {}

  /** All that matters of it; times as ISO 8601. */
  static ObjectNode of(Certificate certificate) {
    ObjectNode node = JSON.createObjectNode();
    node.put("Subject", certificate.subject().text())
        .put("Issuer", certificate.issuer().text())
        .put("Serial", certificate.serial().colons())
        .put("NotBefore", certificate.period().notBefore().toString())
        .put("NotAfter", certificate.period().notAfter().toString())
        .put("KeyAlgorithm", certificate.publicKey().algorithmName())
        .put("SignatureAlgorithm", certificate.signatureAlgorithm().toString())
        .put("IsCa", certificate.isCa())
        .put("Sha256", CertificateWords.fingerprint(certificate));
    var names = node.putArray("SubjectAlternativeNames");
    CertificateWords.alternativeNames(certificate).forEach(names::add);
    var usages = node.putArray("KeyUsages");
    certificate
        .keyUsage()
        .orElse(Set.of())
        .forEach(usage -> usages.addObject().put("Name", usage.name()));
    var purposes = node.putArray("ExtendedKeyUsages");
    certificate.extendedKeyUsage().forEach(oid -> purposes.addObject().put("OID", oid));
    node.put("Certificate", certificate.pem());
    return node;
  }

  /** An empty object. */
  static ObjectNode object() {
    return JSON.createObjectNode();
  }
}
