// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.authority;

import dev.signet.authority.lifecycle.FigureTables;
import dev.signet.authority.revocation.Crls;
import dev.signet.authority.revocation.Revocations;
import dev.signet.ground.Ground;
import dev.signet.ledger.ChangeCount;
import dev.signet.ledger.Ledger;
import dev.signet.meter.Exposition;
import dev.signet.meter.Measured;
import dev.signet.store.Unrecorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is measured of the private CA: what it did since this process started, and how each
 * authority stands. Of authorities nothing is kept for it; they are read when somebody looks.
 */
final class AuthorityFigures implements Measured {
  private static final int AT_ONCE = 500;
  private static final String LABEL = "authority";
  private static final String NOT_AFTER = "signet_ca_certificate_not_after_timestamp_seconds";
  private static final String CRL_AGE = "signet_ca_crl_age_seconds";
  private static final String NEXT_UPDATE = "signet_ca_crl_next_update_timestamp_seconds";
  private static final double MILLIS = 1e3; // in a second

  private final Ground ground;
  private final List<ChangeCount> counts;

  /** Starts to count. After an upgrade, what older certificates lack is filled in before. */
  AuthorityFigures(Ground ground) {
    this.ground = ground;
    Ledger ledger = ground.ledger();
    this.counts =
        List.of(
            new ChangeCount(
                ledger,
                Ledger.SIGNED,
                "signet_certificates_issued_total",
                "Certificates that the private CA issued."),
            new ChangeCount(
                ledger,
                Revocations.REVOKED,
                "signet_certificates_revoked_total",
                "Certificates that were revoked."),
            new ChangeCount(
                ledger, Crls.PUBLISHED, "signet_crls_published_total", "CRLs that were made."),
            new ChangeCount(
                ledger, Crls.FAILED, "signet_crls_failed_total", "CRLs that could not be made."));
    while (ground.store().read(FigureTables::isToFillIn)) {
      ground
          .store()
          .write(tx -> {
            tx.unrecorded(Unrecorded.HOUSEKEEPING); // says nothing new
            return FigureTables.fillIn(tx, AT_ONCE);
          });
    }
  }

  @Override
  public void tell(Exposition exposition) {
    counts.forEach(count -> count.tell(exposition));
    exposition.family(NOT_AFTER, Exposition.Type.GAUGE, "When the certificate of a CA ends.");
    for (FigureTables.End end : ground.store().read(FigureTables::ends)) {
      exposition.sample(NOT_AFTER, end.notAfter().getEpochSecond(), LABEL, end.arn());
    }
    tellCrls(exposition, ground.store().read(FigureTables::crlAges));
  }

  private void tellCrls(Exposition exposition, List<FigureTables.CrlAge> ages) {
    Instant now = ground.now();
    exposition.family(
        CRL_AGE, Exposition.Type.GAUGE, "Since when a CA made no CRL, its oldest partition.");
    for (FigureTables.CrlAge age : ages) {
      double seconds = Duration.between(age.madeAt(), now).toMillis() / MILLIS;
      exposition.sample(CRL_AGE, seconds, LABEL, age.arn());
    }
    exposition.family(
        NEXT_UPDATE, Exposition.Type.GAUGE, "When the first CRL of a CA gets invalid.");
    for (FigureTables.CrlAge age : ages) {
      exposition.sample(NEXT_UPDATE, age.nextUpdate().getEpochSecond(), LABEL, age.arn());
    }
  }
}
