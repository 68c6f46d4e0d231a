// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.CertificateLifecycle;
import dev.signet.certificate.CertificateOrigin;
import dev.signet.certificate.CertificatePurposes.Purpose;
import dev.signet.certificate.IssuanceFailure;
import dev.signet.certificate.ListedCertificate;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.certificate.PublicTerms;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.AttributeType;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.CertificateExport;
import dev.signet.wire.generated.acm.CertificateKeyPairOrigin;
import dev.signet.wire.generated.acm.CertificateManagedBy;
import dev.signet.wire.generated.acm.CertificateOptions;
import dev.signet.wire.generated.acm.CertificateStatus;
import dev.signet.wire.generated.acm.CertificateSummary;
import dev.signet.wire.generated.acm.CertificateTransparencyLoggingPreference;
import dev.signet.wire.generated.acm.CertificateType;
import dev.signet.wire.generated.acm.ExtendedKeyUsage;
import dev.signet.wire.generated.acm.ExtendedKeyUsageName;
import dev.signet.wire.generated.acm.FailureReason;
import dev.signet.wire.generated.acm.KeyUsage;
import dev.signet.wire.generated.acm.KeyUsageName;
import dev.signet.wire.generated.acm.RenewalEligibility;
import dev.signet.wire.generated.acm.RenewalStatus;
import dev.signet.wire.generated.acm.RenewalSummary;
import dev.signet.wire.generated.acm.RevocationReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Translates certificates to the answers of the acm API. */
final class AcmAnswersApi {
  /** What clients expect, whoever stands in for it. */
  private static final String PUBLIC_ISSUER = "Amazon";

  private AcmAnswersApi() {}

  static CertificateDetail detail(ManagedCertificate certificate, Instant now) {
    CertificateDetail detail =
        CertificateDetail.of()
            .withCertificateArn(certificate.arn().toString())
            .withDomainName(certificate.names().domainName().orElse(null))
            .withSubjectAlternativeNames(certificate.names().all())
            .withDomainValidationOptions(AcmDomainsApi.validations(certificate))
            .withCreatedAt(certificate.createdAt())
            .withStatus(status(CertificateLifecycle.status(certificate, now)))
            .withKeyAlgorithm(answered(certificate.keySpec()))
            .withSignatureAlgorithm(SignatureScheme.usualFor(certificate.keySpec()).name())
            .withInUseBy(certificate.users())
            .withKeyUsages(List.of())
            .withExtendedKeyUsages(List.of())
            .withCertificateAuthorityArn(privateAuthority(certificate))
            .withManagedBy(managedBy(certificate))
            .withRenewalEligibility(eligibility(CertificateLifecycle.isEligible(certificate, now)))
            .withOptions(options(certificate))
            .withType(type(certificate.origin()))
            .withCertificateKeyPairOrigin(keyPair(certificate.origin()));
    if (certificate.revocation().isPresent()) {
      ManagedCertificate.Revocation revocation = certificate.revocation().get();
      detail =
          detail.withRevokedAt(revocation.at()).withRevocationReason(reason(revocation.reason()));
    }
    if (certificate.renewal().isPresent()) {
      detail = detail.withRenewalSummary(renewal(certificate, certificate.renewal().get(), now));
    }
    return switch (certificate.outcome()) {
      case ManagedCertificate.Outcome.Pending _ -> withoutLeaf(detail, certificate);
      case ManagedCertificate.Outcome.Failed failed ->
          withoutLeaf(detail, certificate).withFailureReason(failure(failed.reason()));
      case ManagedCertificate.Outcome.Issued issued ->
          switch (certificate.origin()) {
            case IMPORTED -> withLeaf(detail, issued.leaf()).withImportedAt(issued.issuedAt());
            case PRIVATE -> withLeaf(detail, issued.leaf()).withIssuedAt(issued.issuedAt());
            case AMAZON_ISSUED ->
                withLeaf(detail, issued.leaf())
                    .withIssuer(PUBLIC_ISSUER)
                    .withIssuedAt(issued.issuedAt());
          };
    };
  }

  /** Of public ones the service knows before. */
  private static CertificateDetail withoutLeaf(
      CertificateDetail detail, ManagedCertificate certificate) {
    return certificate.terms().isEmpty()
        ? detail
        : detail
            .withSubject("CN=" + certificate.names().domainName().orElseThrow())
            .withIssuer(PUBLIC_ISSUER);
  }

  private static @Nullable String privateAuthority(ManagedCertificate certificate) {
    return certificate.terms().isPresent() ? null : certificate.authority().orElse(null);
  }

  private static @Nullable CertificateManagedBy managedBy(ManagedCertificate certificate) {
    return certificate
        .terms()
        .flatMap(PublicTerms::managedBy)
        .map(CertificateManagedBy::valueOf)
        .orElse(null);
  }

  /** That a time ran out is a status, no reason. */
  private static @Nullable FailureReason failure(IssuanceFailure failure) {
    return failure == IssuanceFailure.VALIDATION_TIMED_OUT
        ? null
        : FailureReason.valueOf(failure.name());
  }

  private static CertificateType type(CertificateOrigin origin) {
    return CertificateType.valueOf(origin.name());
  }

  private static CertificateKeyPairOrigin keyPair(CertificateOrigin origin) {
    return switch (origin) {
      case PRIVATE, AMAZON_ISSUED -> CertificateKeyPairOrigin.AWS_MANAGED;
      case IMPORTED -> CertificateKeyPairOrigin.CUSTOMER_PROVIDED;
    };
  }

  private static RevocationReason reason(dev.signet.pki.status.RevocationReason reason) {
    return reason == dev.signet.pki.status.RevocationReason.CERTIFICATE_AUTHORITY_COMPROMISE
        ? RevocationReason.CA_COMPROMISE
        : RevocationReason.valueOf(reason.name());
  }

  private static CertificateDetail withLeaf(CertificateDetail detail, Certificate leaf) {
    return detail
        .withSerial(leaf.serial().colons())
        .withSubject(leaf.subject().text())
        .withIssuer(
            leaf.issuer()
                .first(AttributeType.ORGANIZATION)
                .or(() -> leaf.issuer().first(AttributeType.COMMON_NAME))
                .orElse(null))
        .withNotBefore(leaf.period().notBefore())
        .withNotAfter(leaf.period().notAfter())
        .withSignatureAlgorithm(leaf.signatureAlgorithm().name())
        .withKeyUsages(
            keyUsages(leaf.keyUsage().orElse(Set.of())).stream()
                .map(name -> KeyUsage.of().withName(name))
                .toList())
        .withExtendedKeyUsages(
            leaf.extendedKeyUsage().stream()
                .map(oid -> new ExtendedKeyUsage(purpose(Purpose.ofOid(oid)), oid))
                .toList());
  }

  static CertificateSummary summary(ListedCertificate certificate, Instant now) {
    boolean imported = certificate.origin() == CertificateOrigin.IMPORTED;
    CertificateSummary summary =
        CertificateSummary.of()
            .withCertificateArn(certificate.arn().toString())
            .withDomainName(certificate.names().domainName().orElse(null))
            .withSubjectAlternativeNameSummaries(certificate.names().all())
            .withHasAdditionalSubjectAlternativeNames(false)
            .withStatus(status(certificate.status(now)))
            .withType(type(certificate.origin()))
            .withKeyAlgorithm(answered(certificate.keySpec()))
            .withKeyUsages(List.of())
            .withExtendedKeyUsages(List.of())
            .withInUse(!certificate.users().isEmpty())
            .withExported(imported ? null : certificate.exported())
            .withRenewalEligibility(eligibility(certificate.isEligible(now)))
            .withCreatedAt(certificate.createdAt())
            .withExportOption(exportOption(certificate))
            .withManagedBy(certificate.managedBy().map(CertificateManagedBy::valueOf).orElse(null))
            .withRevokedAt(certificate.revokedAt().orElse(null))
            .withCertificateKeyPairOrigin(keyPair(certificate.origin()));
    if (certificate.issue().isEmpty()) {
      return summary;
    }
    ListedCertificate.Issue issue = certificate.issue().get();
    return summary
        .withIssuedAt(imported ? null : issue.issuedAt())
        .withImportedAt(imported ? issue.issuedAt() : null)
        .withNotBefore(issue.notBefore())
        .withNotAfter(issue.notAfter())
        .withKeyUsages(keyUsages(issue.purposes().keyUsages()))
        .withExtendedKeyUsages(
            issue.purposes().purposes().stream().sorted().map(AcmAnswersApi::purpose).toList());
  }

  /** Of those of private CAs nobody says it. */
  private static @Nullable CertificateExport exportOption(ListedCertificate certificate) {
    return switch (certificate.origin()) {
      case PRIVATE -> null;
      case IMPORTED -> CertificateExport.DISABLED;
      case AMAZON_ISSUED ->
          certificate.exportable() ? CertificateExport.ENABLED : CertificateExport.DISABLED;
    };
  }

  private static CertificateStatus status(CertificateLifecycle.Status status) {
    return CertificateStatus.valueOf(status.name());
  }

  /** As the service writes it in answers, {@code RSA-2048}; requests have {@code RSA_2048}. */
  private static String answered(KeySpec key) {
    return key.awsName().replace('_', '-');
  }

  /** Names of the keyUsage extension; ANY when it is absent. */
  private static List<KeyUsageName> keyUsages(Set<dev.signet.pki.cert.KeyUsage> usages) {
    return usages.isEmpty()
        ? List.of(KeyUsageName.ANY)
        : usages.stream().sorted().map(AcmAnswersApi::keyUsage).toList();
  }

  private static KeyUsageName keyUsage(dev.signet.pki.cert.KeyUsage usage) {
    return switch (usage) {
      case KEY_CERT_SIGN -> KeyUsageName.CERTIFICATE_SIGNING;
      case CRL_SIGN -> KeyUsageName.CRL_SIGNING;
      default -> KeyUsageName.valueOf(usage.name());
    };
  }

  /** The bit of the extension that a name stands for, if it is one. */
  static Optional<dev.signet.pki.cert.KeyUsage> keyUsage(KeyUsageName name) {
    return Arrays.stream(dev.signet.pki.cert.KeyUsage.values())
        .filter(usage -> keyUsage(usage) == name)
        .findFirst();
  }

  private static ExtendedKeyUsageName purpose(Purpose purpose) {
    return switch (purpose) {
      case SERVER -> ExtendedKeyUsageName.TLS_WEB_SERVER_AUTHENTICATION;
      case CLIENT -> ExtendedKeyUsageName.TLS_WEB_CLIENT_AUTHENTICATION;
      case CUSTOM -> ExtendedKeyUsageName.CUSTOM;
      case NONE -> ExtendedKeyUsageName.NONE;
    };
  }

  /** The purpose that a name stands for, if certificates are filtered by it. */
  static Optional<Purpose> purpose(ExtendedKeyUsageName name) {
    return Arrays.stream(Purpose.values()).filter(each -> purpose(each) == name).findFirst();
  }

  private static RenewalEligibility eligibility(boolean eligible) {
    return eligible ? RenewalEligibility.ELIGIBLE : RenewalEligibility.INELIGIBLE;
  }

  /** Who waited for a renewal until the certificate expired waited in vain. */
  private static RenewalStatus renewalStatus(
      ManagedCertificate certificate, ManagedCertificate.Renewal renewal, Instant now) {
    boolean late =
        CertificateLifecycle.status(certificate, now) == CertificateLifecycle.Status.EXPIRED;
    return switch (renewal.status()) {
      case SUCCESS -> RenewalStatus.SUCCESS;
      case PENDING_VALIDATION -> late ? RenewalStatus.FAILED : RenewalStatus.PENDING_VALIDATION;
      case PENDING_AUTO_RENEWAL -> late ? RenewalStatus.FAILED : RenewalStatus.PENDING_AUTO_RENEWAL;
    };
  }

  private static CertificateOptions options(ManagedCertificate certificate) {
    CertificateOptions options = CertificateOptions.of();
    if (certificate.origin() != CertificateOrigin.PRIVATE) {
      options = options.withExport(export(certificate));
    }
    return options.withCertificateTransparencyLoggingPreference(
        certificate.transparency()
            ? CertificateTransparencyLoggingPreference.ENABLED
            : CertificateTransparencyLoggingPreference.DISABLED);
  }

  private static CertificateExport export(ManagedCertificate certificate) {
    return certificate.terms().filter(PublicTerms::exportable).isPresent()
        ? CertificateExport.ENABLED
        : CertificateExport.DISABLED;
  }

  private static RenewalSummary renewal(
      ManagedCertificate certificate, ManagedCertificate.Renewal renewal, Instant now) {
    return RenewalSummary.of(
            renewalStatus(certificate, renewal, now),
            AcmDomainsApi.ofRenewal(certificate),
            renewal.at())
        .withRenewalStatusReason(renewal.reason().map(AcmAnswersApi::failure).orElse(null));
  }
}
