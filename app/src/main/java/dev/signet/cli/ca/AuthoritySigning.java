// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.ca;

import static dev.signet.cli.ApiClient.present;

import dev.signet.authority.AuthorityArn;
import dev.signet.cli.CommandRefused;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthority;
import dev.signet.wire.generated.acmpca.CertificateAuthorityStatus;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import dev.signet.wire.generated.acmpca.GetCertificateAuthorityCsrRequest;
import dev.signet.wire.generated.acmpca.GetCertificateResponse;
import dev.signet.wire.generated.acmpca.ImportCertificateAuthorityCertificateRequest;
import dev.signet.wire.generated.acmpca.IssueCertificateRequest;
import dev.signet.wire.generated.acmpca.Validity;
import dev.signet.wire.generated.acmpca.ValidityPeriodType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an authority gets its certificate: from its parent, or a root from itself. */
final class AuthoritySigning {
  private static final int ROOT_DAYS = 3650;
  private static final int SUBORDINATE_DAYS = 1825;

  @Option(
      names = "--parent",
      paramLabel = "CA",
      description = "The CA here that signs a subordinate one: common name, ID or ARN.")
  private @Nullable String parent;

  @Option(
      names = "--days",
      paramLabel = "N",
      description =
          "How long its certificate is good (default: "
              + ROOT_DAYS
              + ", of a subordinate CA "
              + SUBORDINATE_DAYS
              + ").")
  private @Nullable Integer days;

  @Option(
      names = "--path-length",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many CAs may be below a subordinate one, 0 to 3 (default: 0).")
  private int pathLength;

  boolean hasParent() {
    return parent != null;
  }

  /** The parent, which must be able to sign now; empty where none is named. */
  Optional<CertificateAuthority> parent(PcaClient pca) {
    if (parent == null) {
      return Optional.empty();
    }
    CertificateAuthority found = NamedAuthority.find(pca, parent);
    if (found.status() != CertificateAuthorityStatus.ACTIVE) {
      throw new CommandRefused(
          AuthorityText.described(found) + " signs nothing: expected an ACTIVE parent");
    }
    return Optional.of(found);
  }

  /** Has the certificate of an authority signed, and installs it. */
  void sign(
      PcaClient pca,
      CertificateAuthority authority,
      Optional<CertificateAuthority> by,
      @Nullable String token) {
    CertificateAuthority signer = by.orElse(authority);
    AuthorityArn arn = NamedAuthority.arn(authority);
    AuthorityArn signerArn = NamedAuthority.arn(signer);
    String issued =
        present(
            pca.call(
                    signerArn,
                    AcmPca.ISSUE_CERTIFICATE,
                    request(signerArn, signer, csr(pca, arn), authority)
                        .withIdempotencyToken(token))
                .certificateArn());
    GetCertificateResponse answer = pca.certificate(signerArn, issued);
    ImportCertificateAuthorityCertificateRequest installed =
        ImportCertificateAuthorityCertificateRequest.of(
            arn.toString(), blob(present(answer.certificate())));
    pca.call(
        arn,
        AcmPca.IMPORT_CERTIFICATE_AUTHORITY_CERTIFICATE,
        by.isEmpty()
            ? installed
            : installed.withCertificateChain(blob(present(answer.certificateChain()))));
  }

  private IssueCertificateRequest request(
      AuthorityArn arn, CertificateAuthority signer, String csr, CertificateAuthority authority) {
    boolean root = authority.type() == CertificateAuthorityType.ROOT;
    int usual = root ? ROOT_DAYS : SUBORDINATE_DAYS;
    String template = root ? TemplateName.ROOT : TemplateName.subordinate(pathLength);
    return IssueCertificateRequest.of(
            arn.toString(),
            blob(csr),
            AuthorityText.configuration(signer).signingAlgorithm(),
            new Validity(days == null ? usual : days, ValidityPeriodType.DAYS))
        .withTemplateArn(TemplateName.arn(arn, template));
  }

  private static String csr(PcaClient pca, AuthorityArn arn) {
    return present(
        pca.call(
                arn,
                AcmPca.GET_CERTIFICATE_AUTHORITY_CSR,
                new GetCertificateAuthorityCsrRequest(arn.toString()))
            .csr());
  }

  private static Blob blob(String pem) {
    return Blob.of(pem.getBytes(StandardCharsets.US_ASCII));
  }
}
