// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.ground.Ground;
import dev.signet.kernel.AccountId;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Region;
import dev.signet.wire.codec.Blob;
import dev.signet.wire.codec.Operation;
import dev.signet.wire.generated.acmpca.ASN1Subject;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.CertificateAuthorityConfiguration;
import dev.signet.wire.generated.acmpca.CertificateAuthorityStatus;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import dev.signet.wire.generated.acmpca.CreateCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.DeleteCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.GetCertificateAuthorityCsrRequest;
import dev.signet.wire.generated.acmpca.GetCertificateRequest;
import dev.signet.wire.generated.acmpca.ImportCertificateAuthorityCertificateRequest;
import dev.signet.wire.generated.acmpca.IssueCertificateRequest;
import dev.signet.wire.generated.acmpca.KeyAlgorithm;
import dev.signet.wire.generated.acmpca.SigningAlgorithm;
import dev.signet.wire.generated.acmpca.UpdateCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.Validity;
import dev.signet.wire.generated.acmpca.ValidityPeriodType;
import java.nio.charset.StandardCharsets;

/** A private CA without a server, spoken to by its typed API as the administrator. */
@SuppressWarnings("NullAway") // answers are whole
public record CaScene(PrivateCa ca) {
  /** Who calls. */
  public static final Caller CALLER =
      new Caller(AccountId.DEFAULT, Region.DEFAULT, "arn:aws:iam::000000000000:user/admin");

  private static final String TEMPLATE = "arn:aws:acm-pca:::template/";

  /** The room, opened over a ground. */
  public static CaScene over(Ground ground) {
    return new CaScene(PrivateCa.open(ground));
  }

  /** Calls an operation. */
  public <I, O> O call(Operation<I, O> operation, I input) {
    return ca.api().signed().find(operation).orElseThrow().answer(CALLER, input);
  }

  /** A root that waits for its certificate. */
  public String root() {
    return call(
            AcmPca.CREATE_CERTIFICATE_AUTHORITY,
            CreateCertificateAuthorityRequest.of(
                CertificateAuthorityConfiguration.of(
                    KeyAlgorithm.EC_PRIME256V1,
                    SigningAlgorithm.SHA256_WITHECDSA,
                    ASN1Subject.of().withCommonName("test")),
                CertificateAuthorityType.ROOT))
        .certificateAuthorityArn();
  }

  /** A root that issues, for that many days. */
  public String activeRoot(int days) {
    String root = root();
    String arn = issue(root, "RootCACertificate", days);
    String pem = call(AcmPca.GET_CERTIFICATE, new GetCertificateRequest(root, arn)).certificate();
    call(
        AcmPca.IMPORT_CERTIFICATE_AUTHORITY_CERTIFICATE,
        ImportCertificateAuthorityCertificateRequest.of(root, blob(pem)));
    return root;
  }

  /** A certificate for the authority's own request. */
  public String issue(String authority, String template, int days) {
    String csr =
        call(AcmPca.GET_CERTIFICATE_AUTHORITY_CSR, new GetCertificateAuthorityCsrRequest(authority))
            .csr();
    return call(
            AcmPca.ISSUE_CERTIFICATE,
            IssueCertificateRequest.of(
                    authority,
                    blob(csr),
                    SigningAlgorithm.SHA256_WITHECDSA,
                    new Validity(days, ValidityPeriodType.DAYS))
                .withTemplateArn(TEMPLATE + template + "/V1"))
        .certificateArn();
  }

  /** An end-entity certificate for a day. */
  public String issue(String authority) {
    return issue(authority, "EndEntityCertificate", 1);
  }

  /** Takes it out of use. */
  public void disable(String authority) {
    call(
        AcmPca.UPDATE_CERTIFICATE_AUTHORITY,
        UpdateCertificateAuthorityRequest.of(authority)
            .withStatus(CertificateAuthorityStatus.DISABLED));
  }

  /** Deletes it, restorable for a week. */
  public void delete(String authority) {
    call(
        AcmPca.DELETE_CERTIFICATE_AUTHORITY,
        DeleteCertificateAuthorityRequest.of(authority).withPermanentDeletionTimeInDays(7));
  }

  private static Blob blob(String text) {
    return Blob.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
