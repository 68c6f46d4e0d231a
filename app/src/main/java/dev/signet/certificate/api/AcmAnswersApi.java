// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.CertificateLifecycle;
import dev.signet.certificate.CertificateOrigin;
import dev.signet.certificate.CertificatePurposes.Purpose;
import dev.signet.certificate.ListedCertificate;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.key.KeySpec;
import dev.signet.pki.key.SignatureScheme;
import dev.signet.pki.name.AttributeType;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.CertificateExport;
import dev.signet.wire.generated.acm.CertificateKeyPairOrigin;
import dev.signet.wire.generated.acm.CertificateOptions;
import dev.signet.wire.generated.acm.CertificateStatus;
import dev.signet.wire.generated.acm.CertificateSummary;
import dev.signet.wire.generated.acm.CertificateTransparencyLoggingPreference;
import dev.signet.wire.generated.acm.CertificateType;
import dev.signet.wire.generated.acm.DomainStatus;
import dev.signet.wire.generated.acm.DomainValidation;
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

/** Translates certificates to the answers of the acm API. */
final class AcmAnswersApi {
  private AcmAnswersApi() {}

  static CertificateDetail detail(ManagedCertificate certificate, Instant now) {
    CertificateDetail detail =
        CertificateDetail.of()
            .withCertificateArn(certificate.arn().toString())
            .withDomainName(certificate.names().domainName().orElse(null))
            .withSubjectAlternativeNames(certificate.names().all())
            .withDomainValidationOptions(validations(certificate))
            .withCreatedAt(certificate.createdAt())
            .withStatus(status(CertificateLifecycle.status(certificate, now)))
            .withKeyAlgorithm(answered(certificate.keySpec()))
            .withSignatureAlgorithm(SignatureScheme.usualFor(certificate.keySpec()).name())
            .withInUseBy(certificate.users())
            .withKeyUsages(List.of())
            .withExtendedKeyUsages(List.of())
            .withCertificateAuthorityArn(certificate.authority().orElse(null))
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
      case ManagedCertificate.Outcome.Failed failed ->
          detail.withFailureReason(FailureReason.valueOf(failed.reason().name()));
      case ManagedCertificate.Outcome.Issued issued ->
          certificate.origin() == CertificateOrigin.IMPORTED
              ? withLeaf(detail, issued.leaf()).withImportedAt(issued.issuedAt())
              : withLeaf(detail, issued.leaf()).withIssuedAt(issued.issuedAt());
    };
  }

  private static CertificateType type(CertificateOrigin origin) {
    return CertificateType.valueOf(origin.name());
  }

  private static CertificateKeyPairOrigin keyPair(CertificateOrigin origin) {
    return switch (origin) {
      case PRIVATE -> CertificateKeyPairOrigin.AWS_MANAGED;
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

  /**
   * One entry per name, so that the stock waiter for validation ends; none of imports is checked.
   */
  private static List<DomainValidation> validations(ManagedCertificate certificate) {
    if (certificate.origin() == CertificateOrigin.IMPORTED) {
      return certificate.names().all().stream().map(DomainValidation::of).toList();
    }
    DomainStatus status =
        certificate.current().isPresent() ? DomainStatus.SUCCESS : DomainStatus.FAILED;
    return certificate.names().all().stream()
        .map(name ->
            DomainValidation.of(name).withValidationDomain(name).withValidationStatus(status))
        .toList();
  }

  /** Who waited for a renewal until the certificate expired waited in vain. */
  private static RenewalStatus renewalStatus(
      ManagedCertificate certificate, ManagedCertificate.Renewal renewal, Instant now) {
    boolean late =
        CertificateLifecycle.status(certificate, now) == CertificateLifecycle.Status.EXPIRED;
    return switch (renewal.status()) {
      case SUCCESS -> RenewalStatus.SUCCESS;
      case PENDING_AUTO_RENEWAL -> late ? RenewalStatus.FAILED : RenewalStatus.PENDING_AUTO_RENEWAL;
    };
  }

  private static CertificateOptions options(ManagedCertificate certificate) {
    CertificateOptions options = CertificateOptions.of();
    if (certificate.origin() == CertificateOrigin.IMPORTED) {
      options = options.withExport(CertificateExport.DISABLED);
    }
    return options.withCertificateTransparencyLoggingPreference(
        certificate.transparency()
            ? CertificateTransparencyLoggingPreference.ENABLED
            : CertificateTransparencyLoggingPreference.DISABLED);
  }

  private static RenewalSummary renewal(
      ManagedCertificate certificate, ManagedCertificate.Renewal renewal, Instant now) {
    return RenewalSummary.of(
            renewalStatus(certificate, renewal, now), validations(certificate), renewal.at())
        .withRenewalStatusReason(
            renewal.reason().map(reason -> FailureReason.valueOf(reason.name())).orElse(null));
  }
}
