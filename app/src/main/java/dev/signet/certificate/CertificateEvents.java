// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.ground.EventSource;
import dev.signet.ground.Ground;
import dev.signet.ground.ServiceEvent;
import dev.signet.ledger.Change;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What AWS Certificate Manager tells EventBridge (certificate-manager 12.4). The certificate is
 * looked at when it is told; of one that is gone by then only the ARN is.
 */
final class CertificateEvents implements EventSource {
  private static final String SERVICE = "acm";

  private final Ground ground;

  CertificateEvents(Ground ground) {
    this.ground = ground;
  }

  @Override
  public Optional<ServiceEvent> event(Change change) {
    return switch (change.kind()) {
      case ManagedCertificates.ISSUED -> available(change, "ISSUANCE");
      case Renewals.RENEWED -> available(change, "RENEWAL");
      case Imports.IMPORTED -> available(change, "IMPORT");
      case Imports.REIMPORTED -> available(change, "REIMPORT");
      case Expiry.EXPIRING -> approaching(change);
      case Expiry.EXPIRED -> told(change, "expired", "Expired", Map.of());
      case Expiry.RENEWAL_BLOCKED -> blocked(change);
      case Withdrawals.WITHDRAWN -> told(change, "revoked", "Revoked", Map.of("Exportable", true));
      default -> Optional.empty();
    };
  }

  private Optional<ServiceEvent> available(Change change, String action) {
    return told(change, "available", "Available", Map.of("Action", action));
  }

  private Optional<ServiceEvent> blocked(Change change) {
    Map<String, Object> why = new LinkedHashMap<>();
    find(change)
        .flatMap(ManagedCertificate::renewal)
        .map(last -> last.reason().map(Enum::name).orElse("PENDING_DOMAIN_VALIDATION"))
        .ifPresent(reason -> why.put("RenewalStatusReason", reason));
    return told(change, "renewal-action-required", "Renewal Action Required", why);
  }

  private Optional<ServiceEvent> approaching(Change change) {
    Map<String, Object> detail = new LinkedHashMap<>();
    find(change)
        .ifPresent(found -> {
          putEnd(detail, found, change.at());
          putName(detail, found);
        });
    return Optional.of(event(change, "approaching-expiration", "Approaching Expiration", detail));
  }

  private Optional<ServiceEvent> told(
      Change change, String type, String words, Map<String, Object> more) {
    Map<String, Object> detail = new LinkedHashMap<>(more);
    find(change)
        .ifPresent(found -> {
          detail.put("CertificateType", found.origin().name());
          putName(detail, found);
          found
              .terms()
              .ifPresent(terms -> detail.put("DomainValidationMethod", terms.method().name()));
          detail.put("CertificateCreatedDate", date(found.createdAt()));
          found
              .current()
              .ifPresent(issued -> {
                detail.put("CertificateExpirationDate", date(issued.leaf().period().notAfter()));
                putEnd(detail, found, change.at());
              });
          detail.put("InUse", !found.users().isEmpty());
          detail.put("Exported", found.exported());
        });
    return Optional.of(event(change, type, words, detail));
  }

  private static ServiceEvent event(
      Change change, String type, String words, Map<String, Object> detail) {
    return new ServiceEvent(
        SERVICE,
        "certificate-" + type,
        "ACM Certificate " + words,
        List.of(change.subject()),
        detail);
  }

  private Optional<ManagedCertificate> find(Change change) {
    return CertificateArn.parse(change.subject())
        .flatMap(arn -> ground.store().read(tx -> ManagedCertificateTables.find(tx, arn)));
  }

  private static void putName(Map<String, Object> detail, ManagedCertificate found) {
    found.names().domainName().ifPresent(name -> detail.put("CommonName", name));
  }

  private static void putEnd(Map<String, Object> detail, ManagedCertificate found, Instant at) {
    found
        .current()
        .map(issued -> Expiry.daysBetween(at, issued.leaf().period().notAfter()))
        .ifPresent(days -> detail.put("DaysToExpiry", Math.max(0, days)));
  }

  private static String date(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
