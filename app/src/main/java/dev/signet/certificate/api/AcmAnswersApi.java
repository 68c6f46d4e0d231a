// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate.api;

import dev.signet.certificate.CertificateLifecycle;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.name.AttributeType;
import dev.signet.wire.generated.acm.CertificateDetail;
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
import dev.signet.wire.generated.acm.KeyAlgorithm;
import dev.signet.wire.generated.acm.KeyUsage;
import dev.signet.wire.generated.acm.KeyUsageName;
import dev.signet.wire.generated.acm.RenewalEligibility;
import dev.signet.wire.generated.acm.RenewalStatus;
import dev.signet.wire.generated.acm.RenewalSummary;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Translates certificates to the answers of the acm API. */
final class AcmAnswersApi {
  private AcmAnswersApi() {}

  static CertificateDetail detail(ManagedCertificate certificate, Instant now) {
    CertificateDetail detail =
        CertificateDetail.of()
            .withCertificateArn(certificate.arn().toString())
            .withDomainName(certificate.names().domainName())
            .withSubjectAlternativeNames(certificate.names().all())
            .withDomainValidationOptions(validations(certificate))
            .withCreatedAt(certificate.createdAt())
            .withStatus(status(certificate, now))
            .withType(CertificateType.PRIVATE)
            .withKeyAlgorithm(answered(keyAlgorithm(certificate)))
            .withInUseBy(certificate.users())
            .withKeyUsages(List.of())
            .withExtendedKeyUsages(List.of())
            .withCertificateAuthorityArn(certificate.authority())
            .withRenewalEligibility(eligibility(certificate, now))
            .withOptions(options(certificate))
            .withCertificateKeyPairOrigin(CertificateKeyPairOrigin.AWS_MANAGED);
    if (certificate.renewal().isPresent()) {
      detail = detail.withRenewalSummary(renewal(certificate, certificate.renewal().get(), now));
    }
    return switch (certificate.outcome()) {
      case ManagedCertificate.Outcome.Failed failed ->
          detail.withFailureReason(FailureReason.valueOf(failed.reason().name()));
      case ManagedCertificate.Outcome.Issued issued -> withLeaf(detail, issued);
    };
  }

  private static CertificateDetail withLeaf(
      CertificateDetail detail, ManagedCertificate.Outcome.Issued issued) {
    Certificate leaf = issued.leaf();
    return detail
        .withIssuedAt(issued.issuedAt())
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
        .withKeyUsages(keyUsages(leaf).stream().map(name -> KeyUsage.of().withName(name)).toList())
        .withExtendedKeyUsages(
            leaf.extendedKeyUsage().stream()
                .map(oid -> new ExtendedKeyUsage(purpose(oid), oid))
                .toList());
  }

  static CertificateSummary summary(ManagedCertificate certificate, Instant now) {
    CertificateSummary summary =
        CertificateSummary.of()
            .withCertificateArn(certificate.arn().toString())
            .withDomainName(certificate.names().domainName())
            .withSubjectAlternativeNameSummaries(certificate.names().all())
            .withHasAdditionalSubjectAlternativeNames(false)
            .withStatus(status(certificate, now))
            .withType(CertificateType.PRIVATE)
            .withKeyAlgorithm(answered(keyAlgorithm(certificate)))
            .withKeyUsages(List.of())
            .withExtendedKeyUsages(List.of())
            .withInUse(!certificate.users().isEmpty())
            .withExported(certificate.exported())
            .withRenewalEligibility(eligibility(certificate, now))
            .withCreatedAt(certificate.createdAt())
            .withCertificateKeyPairOrigin(CertificateKeyPairOrigin.AWS_MANAGED);
    if (certificate.current().isEmpty()) {
      return summary;
    }
    ManagedCertificate.Outcome.Issued issued = certificate.current().get();
    return summary
        .withIssuedAt(issued.issuedAt())
        .withNotBefore(issued.leaf().period().notBefore())
        .withNotAfter(issued.leaf().period().notAfter())
        .withKeyUsages(keyUsages(issued.leaf()))
        .withExtendedKeyUsages(purposes(issued.leaf()));
  }

  static CertificateStatus status(ManagedCertificate certificate, Instant now) {
    return CertificateStatus.valueOf(CertificateLifecycle.status(certificate, now).name());
  }

  static KeyAlgorithm keyAlgorithm(ManagedCertificate certificate) {
    return Arrays.stream(KeyAlgorithm.values())
        .filter(algorithm -> algorithm.value().equals(certificate.keySpec().awsName()))
        .findFirst()
        .orElseThrow();
  }

  /** As the service writes it in answers, {@code RSA-2048}; requests have {@code RSA_2048}. */
  private static String answered(KeyAlgorithm algorithm) {
    return algorithm.value().replace('_', '-');
  }

  /** Names of the keyUsage extension; ANY when it is absent. */
  static List<KeyUsageName> keyUsages(Certificate leaf) {
    return leaf.keyUsage()
        .map(usages -> usages.stream().sorted().map(AcmAnswersApi::keyUsage).toList())
        .orElse(List.of(KeyUsageName.ANY));
  }

  /** Names of the extendedKeyUsage extension; NONE when it is absent. */
  static List<ExtendedKeyUsageName> purposes(Certificate leaf) {
    List<ExtendedKeyUsageName> names =
        leaf.extendedKeyUsage().stream().map(AcmAnswersApi::purpose).toList();
    return names.isEmpty() ? List.of(ExtendedKeyUsageName.NONE) : names;
  }

  private static KeyUsageName keyUsage(dev.signet.pki.cert.KeyUsage usage) {
    return switch (usage) {
      case KEY_CERT_SIGN -> KeyUsageName.CERTIFICATE_SIGNING;
      case CRL_SIGN -> KeyUsageName.CRL_SIGNING;
      default -> KeyUsageName.valueOf(usage.name());
    };
  }

  private static ExtendedKeyUsageName purpose(String oid) {
    return switch (oid) {
      case "1.3.6.1.5.5.7.3.1" -> ExtendedKeyUsageName.TLS_WEB_SERVER_AUTHENTICATION;
      case "1.3.6.1.5.5.7.3.2" -> ExtendedKeyUsageName.TLS_WEB_CLIENT_AUTHENTICATION;
      default -> ExtendedKeyUsageName.CUSTOM;
    };
  }

  private static RenewalEligibility eligibility(ManagedCertificate certificate, Instant now) {
    return CertificateLifecycle.isEligible(certificate, now)
        ? RenewalEligibility.ELIGIBLE
        : RenewalEligibility.INELIGIBLE;
  }

  /** One entry per name, so that the stock waiter for validation ends. */
  private static List<DomainValidation> validations(ManagedCertificate certificate) {
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
    return CertificateOptions.of()
        .withCertificateTransparencyLoggingPreference(
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
