// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.bench.Api.Service;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A root CA on a server, made by the usual calls. */
record Authority(Api api, String arn, Algorithm algorithm) {
  private static final String TEMPLATES = "arn:aws:acm-pca:::template/";

  /** Makes one that issues, for callers and for the certificate manager. */
  static Authority create(Api api, Algorithm algorithm) {
    String arn =
        api.call(
                Service.ACM_PCA,
                "CreateCertificateAuthority",
                Map.of(
                    "CertificateAuthorityType",
                    "ROOT",
                    "CertificateAuthorityConfiguration",
                    Map.of(
                        "KeyAlgorithm",
                        algorithm.awsName(),
                        "SigningAlgorithm",
                        algorithm.signing(),
                        "Subject",
                        Map.of("CommonName", "Bench root " + algorithm.title()))))
            .path("CertificateAuthorityArn")
            .asText();
    Authority authority = new Authority(api, arn, algorithm);
    authority.installOwnCertificate();
    api.call(
        Service.ACM_PCA,
        "CreatePermission",
        Map.of(
            "CertificateAuthorityArn",
            arn,
            "Principal",
            "acm.amazonaws.com",
            "Actions",
            List.of("IssueCertificate", "GetCertificate", "ListPermissions")));
    return authority;
  }

  private void installOwnCertificate() {
    String csr =
        api.call(
                Service.ACM_PCA,
                "GetCertificateAuthorityCsr",
                Map.of("CertificateAuthorityArn", arn))
            .path("Csr")
            .asText();
    JsonNode issued =
        api.call(
            Service.ACM_PCA,
            "IssueCertificate",
            issue(csr.getBytes(StandardCharsets.US_ASCII), "RootCACertificate/V1", 3650));
    String certificate =
        api.call(Service.ACM_PCA, "GetCertificate", get(issued)).path("Certificate").asText();
    api.call(
        Service.ACM_PCA,
        "ImportCertificateAuthorityCertificate",
        Map.of(
            "CertificateAuthorityArn",
            arn,
            "Certificate",
            base64(certificate.getBytes(StandardCharsets.US_ASCII))));
  }

  /** Ready requests for end-entity certificates. */
  List<byte[]> readyToIssue(List<byte[]> csrs) {
    return csrs.stream()
        .map(csr ->
            api.ready(
                Service.ACM_PCA, "IssueCertificate", issue(csr, "EndEntityCertificate/V1", 30)))
        .toList();
  }

  /** Ready requests for what IssueCertificate answered. */
  List<byte[]> readyToGet(List<byte[]> answers) {
    return answers.stream()
        .map(answer -> api.ready(Service.ACM_PCA, "GetCertificate", get(Api.read(answer))))
        .toList();
  }

  private Map<String, ?> issue(byte[] csr, String template, int days) {
    return Map.of(
        "CertificateAuthorityArn",
        arn,
        "Csr",
        base64(csr),
        "SigningAlgorithm",
        algorithm.signing(),
        "TemplateArn",
        TEMPLATES + template,
        "Validity",
        Map.of("Type", "DAYS", "Value", days));
  }

  private Map<String, ?> get(JsonNode issued) {
    return Map.of(
        "CertificateAuthorityArn", arn, "CertificateArn", issued.path("CertificateArn").asText());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
