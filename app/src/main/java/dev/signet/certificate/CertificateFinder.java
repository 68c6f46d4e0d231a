// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.ground.Ground;
import dev.signet.kernel.Home;
import dev.signet.kernel.Page;
import dev.signet.pki.cert.Certificate;
import dev.signet.pki.name.AttributeType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds managed certificates of a home, for people to look at. */
public final class CertificateFinder {
  private static final int MOST = 50;

  private final Ground ground;

  CertificateFinder(Ground ground) {
    this.ground = ground;
  }

  /** The one of an ARN; empty when there is none, or it lives elsewhere. */
  public Optional<ManagedCertificate> find(Home home, CertificateArn arn) {
    return ground
        .store()
        .read(tx -> ManagedCertificateTables.find(tx, arn))
        .filter(found -> found.arn().arn().isIn(home));
  }

  /** Those of which a name begins so, whatever its case; the newest fifty. */
  public List<ManagedCertificate> named(Home home, String prefix) {
    String lower = prefix.toLowerCase(Locale.ROOT);
    return ground.store().read(tx -> ManagedCertificateTables.named(tx, home, lower, MOST));
  }

  /** Those that are good now and end before an instant, soonest first. */
  public List<ManagedCertificate> ending(Home home, Instant before) {
    return ground
        .store()
        .read(tx ->
            CertificateListingTables.ending(tx, home, ground.now(), before, MOST).stream()
                .flatMap(arn -> ManagedCertificateTables.find(tx, arn).stream())
                .toList());
  }

  /** One page of those that somebody looks for. */
  public Page<ManagedCertificate> search(Home home, CertificateSearch search) {
    List<CertificateSearchTables.Found> found =
        ground.store().read(tx -> CertificateSearchTables.find(tx, home, search, ground.now()));
    Page<CertificateSearchTables.Found> page =
        Page.cut(found, search.limit(), CertificateSearchTables.Found::place);
    return new Page<>(
        page.items().stream().map(CertificateSearchTables.Found::certificate).toList(),
        page.next());
  }

  /** The one that has this certificate of that authority in force. */
  public Optional<ManagedCertificate> holding(Home home, String authority, Certificate held) {
    return held.subject().first(AttributeType.COMMON_NAME).stream()
        .flatMap(name ->
            ground
                .store()
                .read(tx ->
                    ManagedCertificateTables.ending(
                        tx, home, authority, name, held.period().notAfter(), MOST))
                .stream())
        .filter(found -> found.current().filter(current -> current.leaf().equals(held)).isPresent())
        .findFirst();
  }
}
