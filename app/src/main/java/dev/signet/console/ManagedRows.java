// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.console;

import dev.signet.certificate.CertificateFilter;
import dev.signet.certificate.CertificateManager;
import dev.signet.certificate.ListedCertificate;
import dev.signet.certificate.ManagedCertificate;
import dev.signet.certificate.ManagedCertificates;
import dev.signet.console.ConsolePage.CertificateRow;
import dev.signet.console.ConsolePage.Renewal;
import dev.signet.console.View.Link;
import dev.signet.kernel.Page;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.name.AttributeType;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Gathers what the first page shows of managed certificates: a bounded number of them. */
final class ManagedRows {
  private static final int ON_A_PAGE = 50;

  /** What is renewed by itself is renewed before: whatever ends sooner wants a look. */
  private static final Duration SOON = Duration.ofDays(59);

  /** Of a listing of certificates. */
  private static final Pattern PLACE = Pattern.compile("[0-9]{1,18} arn:\\S+");

  private final CertificateManager manager;

  ManagedRows(CertificateManager manager) {
    this.manager = manager;
  }

  /** Those whose renewal fails, then those that end soon, each the soonest first. */
  List<CertificateRow> watched(View view) {
    return manager.finder().ending(view.home(), view.now().plus(SOON)).stream()
        .sorted(Comparator.comparing((ManagedCertificate found) -> failure(found).isEmpty()))
        .map(found -> row(found, view))
        .toList();
  }

  /**
   * Some of all, newest first.
   *
   * @param after the place after which they begin; others than a page gave out are the beginning
   */
  Page<CertificateRow> newest(View view, String after) {
    Page<ListedCertificate> page =
        manager
            .certificates()
            .page(
                view.home(),
                new ManagedCertificates.Listing(
                    true,
                    Optional.of(after).filter(place -> PLACE.matcher(place).matches()),
                    ON_A_PAGE,
                    CertificateFilter.ALL));
    return new Page<>(
        page.items().stream()
            .flatMap(listed -> manager.finder().find(view.home(), listed.arn()).stream())
            .map(found -> row(found, view))
            .toList(),
        page.next());
  }

  private CertificateRow row(ManagedCertificate found, View view) {
    Optional<Certificate> leaf = found.current().map(ManagedCertificate.Outcome.Issued::leaf);
    return new CertificateRow(
        new Link(CertificateReader.title(found), view.links().managed(found.arn())),
        found.names().all().stream().skip(1).toList(),
        CertificateReader.mark(found, view),
        leaf.map(ManagedRows::issuer)
            .or(() -> found.authority().map(CertificateReader::shortName))
            .orElse(""),
        leaf.map(held -> Times.at(held.period().notAfter())).orElse("never issued"),
        leaf.map(held -> Life.of(held.period(), view.now())),
        found.users().stream().map(CertificateReader::shortName).toList(),
        new Renewal(next(found), failure(found).orElse("")));
  }

  private static String issuer(Certificate leaf) {
    return leaf.issuer().first(AttributeType.COMMON_NAME).orElseGet(() -> leaf.issuer().text());
  }

  private String next(ManagedCertificate found) {
    if (found.authority().isEmpty()) {
      return "by whoever imported it";
    }
    return manager.renewals().expected(found).map(Times::at).orElse("none: nobody depends on it");
  }

  private static Optional<String> failure(ManagedCertificate found) {
    return found
        .renewal()
        .flatMap(last ->
            last.reason().map(reason -> "failed at " + Times.at(last.at()) + ": " + reason));
  }
}
