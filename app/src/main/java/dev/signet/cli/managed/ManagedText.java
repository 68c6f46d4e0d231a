// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.cli.managed;

import dev.signet.cli.terminal.Columns;
import dev.signet.cli.terminal.Moments;
import dev.signet.wire.codec.WireEnum;
import dev.signet.wire.generated.acm.CertificateDetail;
import dev.signet.wire.generated.acm.CertificateStatus;
import dev.signet.wire.generated.acm.CertificateSummary;
import dev.signet.wire.generated.acm.DomainValidation;
import dev.signet.wire.generated.acm.RenewalSummary;
import dev.signet.wire.generated.acm.ResourceRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Managed certificates as text for people. */
final class ManagedText {
  private static final Comparator<CertificateSummary> SOONEST =
      Comparator.comparing((CertificateSummary each) -> each.status() != CertificateStatus.ISSUED)
          .thenComparing(
              CertificateSummary::notAfter, Comparator.nullsLast(Comparator.naturalOrder()));

  private final Moments moments;

  ManagedText(Moments moments) {
    this.moments = moments;
  }

  /** Those that are good and end soonest first, then the others. */
  static List<CertificateSummary> sorted(List<CertificateSummary> all) {
    return all.stream().sorted(SOONEST).toList();
  }

  /** A line for each. */
  String table(List<CertificateSummary> all) {
    if (all.isEmpty()) {
      return "There is no managed certificate in this Region.\n";
    }
    Columns table = Columns.headed("NAME", "STATUS", "TYPE", "VALID UNTIL", "USED", "ARN");
    for (CertificateSummary each : all) {
      table.row(
          said(each.domainName()),
          said(each.status()),
          said(each.type()),
          moments.text(each.notAfter()),
          used(each),
          said(each.certificateArn()));
    }
    return table.text("");
  }

  private static String used(CertificateSummary each) {
    if (Boolean.TRUE.equals(each.inUse())) {
      return "in use";
    }
    return Boolean.TRUE.equals(each.exported()) ? "exported" : "-";
  }

  /** All that matters of one, a line each, below its name. */
  String whole(CertificateDetail detail) {
    Columns facts =
        Columns.plain()
            .row("ARN", said(detail.certificateArn()))
            .row("status", status(detail))
            .row("type", said(detail.type()))
            .row("names", joined(detail.subjectAlternativeNames()))
            .row("issuer", said(detail.issuer()))
            .row("CA", said(detail.certificateAuthorityArn()))
            .row("serial", said(detail.serial()))
            .row("key", said(detail.keyAlgorithm()))
            .row("valid from", moments.text(detail.notBefore()))
            .row("valid until", moments.text(detail.notAfter()))
            .row("used by", joined(detail.inUseBy()))
            .row("renewal", said(detail.renewalEligibility()));
    RenewalSummary renewal = detail.renewalSummary();
    if (renewal != null) {
      facts.row("last renewal", renewal(renewal.updatedAt(), renewal));
    }
    records(detail).forEach(each -> facts.row("to be set", each));
    return said(detail.domainName()).replaceAll("\\p{Cntrl}+", " ") + "\n" + facts.text("  ");
  }

  private String renewal(Instant at, RenewalSummary renewal) {
    String why =
        renewal.renewalStatusReason() == null ? "" : ": " + renewal.renewalStatusReason().value();
    return renewal.renewalStatus().value() + why + ", " + moments.text(at);
  }

  /** How it stands, and why if that is not well. */
  static String status(CertificateDetail detail) {
    String why = detail.failureReason() == null ? "" : ": " + detail.failureReason().value();
    return said(detail.status()) + why;
  }

  /** Records that somebody has to set before a public certificate is issued. */
  static List<String> records(CertificateDetail detail) {
    if (detail.status() != CertificateStatus.PENDING_VALIDATION
        || detail.domainValidationOptions() == null) {
      return List.of();
    }
    return detail.domainValidationOptions().stream()
        .map(DomainValidation::resourceRecord)
        .filter(record -> record != null)
        .map(ManagedText::record)
        .distinct()
        .toList();
  }

  private static String record(ResourceRecord record) {
    return record.name() + " " + record.type().value() + " " + record.value();
  }

  /** One per line; a dash for none. */
  private static String joined(@Nullable List<String> all) {
    return all == null || all.isEmpty() ? "-" : String.join(", ", all);
  }

  private static String said(@Nullable Object value) {
    return value == null ? "-" : value instanceof WireEnum name ? name.value() : value.toString();
  }
}
