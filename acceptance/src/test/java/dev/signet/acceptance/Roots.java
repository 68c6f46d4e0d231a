// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.acceptance;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.acmpca.AcmPcaClient;
import software.amazon.awssdk.services.acmpca.model.CertificateAuthorityType;
import software.amazon.awssdk.services.acmpca.model.GetCertificateResponse;
import software.amazon.awssdk.services.acmpca.model.KeyAlgorithm;
import software.amazon.awssdk.services.acmpca.model.SigningAlgorithm;
import software.amazon.awssdk.services.acmpca.model.ValidityPeriodType;

/** Root authorities, made by the calls that the documentation of AWS shows. */
final class Roots {
  private static final String TEMPLATES = "arn:aws:acm-pca:::template/";

  private Roots() {}

  /** An authority on P-256 that waits for its certificate. */
  static String pending(AcmPcaClient privateCa) {
    return privateCa
        .createCertificateAuthority(request ->
            request
                .certificateAuthorityType(CertificateAuthorityType.ROOT)
                .certificateAuthorityConfiguration(configuration ->
                    configuration
                        .keyAlgorithm(KeyAlgorithm.EC_PRIME256_V1)
                        .signingAlgorithm(SigningAlgorithm.SHA256_WITHECDSA)
                        .subject(subject -> subject.commonName("SDK root"))))
        .certificateAuthorityArn();
  }

  /** An authority that signs. */
  static String active(AcmPcaClient privateCa) {
    String root = pending(privateCa);
    privateCa
        .waiter()
        .waitUntilCertificateAuthorityCSRCreated(request -> request.certificateAuthorityArn(root));
    String csr =
        privateCa
            .getCertificateAuthorityCsr(request -> request.certificateAuthorityArn(root))
            .csr();
    String own = issue(privateCa, root, csr, "RootCACertificate/V1", 3650);
    privateCa.importCertificateAuthorityCertificate(request ->
        request
            .certificateAuthorityArn(root)
            .certificate(SdkBytes.fromUtf8String(get(privateCa, root, own).certificate())));
    return root;
  }

  /** Issues by a template of the API, such as {@code EndEntityCertificate/V1}. */
  static String issue(AcmPcaClient privateCa, String root, String csr, String template, long days) {
    return privateCa
        .issueCertificate(request ->
            request
                .certificateAuthorityArn(root)
                .csr(SdkBytes.fromUtf8String(csr))
                .signingAlgorithm(SigningAlgorithm.SHA256_WITHECDSA)
                .templateArn(TEMPLATES + template)
                .validity(validity -> validity.type(ValidityPeriodType.DAYS).value(days)))
        .certificateArn();
  }

  /** Waits for the certificate as the SDK does, and answers it. */
  static GetCertificateResponse get(AcmPcaClient privateCa, String root, String certificate) {
    return privateCa
        .waiter()
        .waitUntilCertificateIssued(
            request -> request.certificateAuthorityArn(root).certificateArn(certificate))
        .matched()
        .response()
        .orElseThrow();
  }
}
