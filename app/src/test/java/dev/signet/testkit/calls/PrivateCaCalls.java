// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.testkit.calls;

import dev.signet.wire.codec.Blob;
import dev.signet.wire.generated.acmpca.ASN1Subject;
import dev.signet.wire.generated.acmpca.AcmPca;
import dev.signet.wire.generated.acmpca.ActionType;
import dev.signet.wire.generated.acmpca.CertificateAuthorityConfiguration;
import dev.signet.wire.generated.acmpca.CertificateAuthorityType;
import dev.signet.wire.generated.acmpca.CreateCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.CreatePermissionRequest;
import dev.signet.wire.generated.acmpca.CrlConfiguration;
import dev.signet.wire.generated.acmpca.GetCertificateAuthorityCertificateRequest;
import dev.signet.wire.generated.acmpca.GetCertificateAuthorityCsrRequest;
import dev.signet.wire.generated.acmpca.GetCertificateRequest;
import dev.signet.wire.generated.acmpca.GetCertificateResponse;
import dev.signet.wire.generated.acmpca.ImportCertificateAuthorityCertificateRequest;
import dev.signet.wire.generated.acmpca.IssueCertificateRequest;
import dev.signet.wire.generated.acmpca.KeyAlgorithm;
import dev.signet.wire.generated.acmpca.OcspConfiguration;
import dev.signet.wire.generated.acmpca.RevocationConfiguration;
import dev.signet.wire.generated.acmpca.SigningAlgorithm;
import dev.signet.wire.generated.acmpca.UpdateCertificateAuthorityRequest;
import dev.signet.wire.generated.acmpca.Validity;
import dev.signet.wire.generated.acmpca.ValidityPeriodType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Calls of the private CA. Authorities and certificates are named by their ARNs. */
public record PrivateCaCalls(Calls calls) {
  private static final String TEMPLATES = "arn:aws:acm-pca:::template/";

  /** What an authority is made with; its certificate is signed the same way. */
  public enum Kind {
    P256(KeyAlgorithm.EC_PRIME256V1, SigningAlgorithm.SHA256_WITHECDSA),
    RSA_2048(KeyAlgorithm.RSA_2048, SigningAlgorithm.SHA256_WITHRSA);

    private final KeyAlgorithm key;
    private final SigningAlgorithm signing;

    Kind(KeyAlgorithm key, SigningAlgorithm signing) {
      this.key = key;
      this.signing = signing;
    }

    KeyAlgorithm key() {
      return key;
    }

    SigningAlgorithm signing() {
      return signing;
    }
  }

  /** A root on P-256 that signs for ten years. */
  public String root(String commonName) {
    return root(commonName, Kind.P256);
  }

  /** A root that signs for ten years. */
  public String root(String commonName, Kind kind) {
    return root(commonName, kind, 3650);
  }

  /** A root that signs for some days. */
  public String root(String commonName, Kind kind, int days) {
    String root = pending(CertificateAuthorityType.ROOT, commonName, kind);
    activate(root, kind, days);
    return root;
  }

  /** A pending root signs itself, for some days. */
  public void activate(String root, Kind kind, int days) {
    String own = issue(root, kind, csr(root), "RootCACertificate/V1", days);
    calls.call(
        AcmPca.IMPORT_CERTIFICATE_AUTHORITY_CERTIFICATE,
        ImportCertificateAuthorityCertificateRequest.of(root, blob(pem(root, own))));
  }

  /** The certificate in force of an authority, in PEM. */
  public String certificate(String authority) {
    return Objects.requireNonNull(
        calls
            .call(
                AcmPca.GET_CERTIFICATE_AUTHORITY_CERTIFICATE,
                new GetCertificateAuthorityCertificateRequest(authority))
            .certificate());
  }

  /** An authority that waits for its certificate. */
  public String pending(CertificateAuthorityType type, String commonName, Kind kind) {
    CertificateAuthorityConfiguration configuration =
        CertificateAuthorityConfiguration.of(
            kind.key(), kind.signing(), ASN1Subject.of().withCommonName(commonName));
    return Objects.requireNonNull(
        calls
            .call(
                AcmPca.CREATE_CERTIFICATE_AUTHORITY,
                CreateCertificateAuthorityRequest.of(configuration, type))
            .certificateAuthorityArn());
  }

  /** The authority tells what it revokes, by CRLs of seven days and by OCSP. */
  public void publish(String authority) {
    calls.call(
        AcmPca.UPDATE_CERTIFICATE_AUTHORITY,
        UpdateCertificateAuthorityRequest.of(authority)
            .withRevocationConfiguration(
                RevocationConfiguration.of()
                    .withCrlConfiguration(CrlConfiguration.of(true).withExpirationInDays(7))
                    .withOcspConfiguration(OcspConfiguration.of(true))));
  }

  /** The certificate manager may use the authority. */
  public void permitManager(String authority) {
    calls.call(
        AcmPca.CREATE_PERMISSION,
        CreatePermissionRequest.of(authority, "acm.amazonaws.com", List.of(ActionType.values())));
  }

  /** The authority's own request, in PEM. */
  public String csr(String authority) {
    return Objects.requireNonNull(
        calls
            .call(
                AcmPca.GET_CERTIFICATE_AUTHORITY_CSR,
                new GetCertificateAuthorityCsrRequest(authority))
            .csr());
  }

  /** Issues for some days by a template such as {@code EndEntityCertificate/V1}. */
  public String issue(String authority, Kind kind, String csr, String template, int days) {
    return Objects.requireNonNull(
        calls
            .call(AcmPca.ISSUE_CERTIFICATE, issuing(authority, kind, csr, template, days))
            .certificateArn());
  }

  /** The input with which {@link #issue} is called. */
  public static IssueCertificateRequest issuing(
      String authority, Kind kind, String csr, String template, int days) {
    return IssueCertificateRequest.of(
            authority, blob(csr), kind.signing(), new Validity(days, ValidityPeriodType.DAYS))
        .withTemplateArn(TEMPLATES + template);
  }

  /** A certificate and its chain. */
  public GetCertificateResponse get(String authority, String certificate) {
    return calls.call(AcmPca.GET_CERTIFICATE, new GetCertificateRequest(authority, certificate));
  }

  /** A certificate alone, in PEM. */
  public String pem(String authority, String certificate) {
    return Objects.requireNonNull(get(authority, certificate).certificate());
  }

  private static Blob blob(String pem) {
    return Blob.of(pem.getBytes(StandardCharsets.US_ASCII));
  }
}
