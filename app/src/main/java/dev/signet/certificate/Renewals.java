// Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
package dev.signet.certificate;

import dev.signet.certificate.CertificateIssuance.Obtained;
import dev.signet.ground.Ground;
import dev.signet.kernel.Caller;
import dev.signet.kernel.Refusal;
import dev.signet.key.KeyRef;
import dev.signet.ledger.Change;
import dev.signet.ledger.Timers;
import dev.signet.store.Tx;
import dev.signet.store.Unrecorded;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Renews certificates of private CAs: when somebody asks (RenewCertificate) and when it is time. A
 * timer waits for each that somebody depends on, and only for those; see {@link RenewalTimes}.
 */
public final class Renewals {
  /** The change for a new certificate under the same ARN. */
  static final String RENEWED = "certificate.renewed";

  /** The timer; its subject is the certificate's ARN. */
  static final String RENEWAL = "certificate.renewal";

  /** So many timers are set in one transaction. */
  private static final int AT_ONCE = 500;

  private final Ground ground;
  private final Timers timers;
  private final CertificateRecords records;
  private final CertificateIssuance issuance;

  Renewals(Ground ground, CertificateRecords records, CertificateIssuance issuance) {
    this.ground = ground;
    this.timers = ground.timers().apart();
    this.records = records;
    this.issuance = issuance;
    timers.onTask(RENEWAL, this::whenDue);
  }

  /** Theirs, for a loop of their own: a CA that takes its time shall delay no other timer. */
  Timers timers() {
    return timers;
  }

  /** Sets the timer of what somebody depends on since this transaction. */
  void expect(Tx tx, CertificateArn arn) {
    ManagedCertificateTables.find(tx, arn)
        .filter(found -> CertificateLifecycle.isEligible(found, ground.now()))
        .ifPresent(found -> timers.set(tx, RENEWAL, arn.toString(), next(found)));
  }

  private Instant next(ManagedCertificate certificate) {
    Instant due =
        RenewalTimes.due(certificate.arn(), certificate.current().orElseThrow().leaf().period());
    return due.isBefore(ground.now()) ? ground.now() : due;
  }

  /** When it is tried next; empty for one that nobody depends on, or that is not ours to renew. */
  public Optional<Instant> expected(ManagedCertificate certificate) {
    if (!CertificateLifecycle.isEligible(certificate, ground.now())) {
      return Optional.empty();
    }
    Instant due = next(certificate);
    return certificate
        .renewal()
        .filter(last -> last.status() == ManagedCertificate.RenewalStatus.PENDING_AUTO_RENEWAL)
        .map(last -> last.at().plus(RenewalTimes.AGAIN))
        .filter(due::isBefore)
        .or(() -> Optional.of(due));
  }

  /** Sets the timers that are missing, as after an upgrade; where none is, nothing is written. */
  void expectAll() {
    List<CertificateArn> waiting;
    do {
      waiting = ground.store().read(this::withoutTimer);
      expectEach(waiting);
    } while (waiting.size() == AT_ONCE);
  }

  private List<CertificateArn> withoutTimer(Tx tx) {
    return ManagedCertificateTables.withoutTimer(tx, RENEWAL, ground.now(), AT_ONCE);
  }

  private void expectEach(List<CertificateArn> waiting) {
    if (waiting.isEmpty()) {
      return;
    }
    ground
        .store()
        .write(tx -> {
          waiting.forEach(arn -> expect(tx, arn));
          tx.unrecorded(Unrecorded.HOUSEKEEPING);
          return true;
        });
  }

  /**
   * Renews a certificate that is in use or was exported: new key, same ARN. The old one stays in
   * force until the new one is stored; if the CA refuses, the renewal stays pending.
   */
  public void renew(Caller caller, CertificateArn arn) {
    ManagedCertificate old = records.find(caller, arn);
    CertificateLifecycle.requireRenewable(old, ground.now());
    Obtained obtained = obtain(old);
    boolean swapped =
        ground
            .store()
            .write(tx -> {
              boolean same = swap(tx, caller, old, obtained);
              expect(tx, arn);
              return same;
            });
    if (!swapped) {
      throw new Refusal(Refusal.Kind.PENDING, "Certificate " + arn + " is being renewed.");
    }
  }

  private Obtained obtain(ManagedCertificate old) {
    Caller service = Caller.in(old.arn().home(), PrivateIssuer.RENEWAL_PRINCIPAL);
    return issuance.issue(service, old.authority().orElseThrow(), old.names(), old.keySpec());
  }

  private Timers.Handler whenDue(String subject, Instant now) {
    CertificateArn arn = CertificateArn.of(subject);
    Optional<ManagedCertificate> due =
        ground
            .store()
            .read(tx -> ManagedCertificateTables.find(tx, arn))
            .filter(found -> CertificateLifecycle.isEligible(found, now))
            .filter(found -> !next(found).isAfter(now)); // not renewed on request meanwhile
    return due.map(this::renewal).orElse(this::again);
  }

  private Timers.Handler renewal(ManagedCertificate old) {
    Obtained obtained = obtain(old);
    Caller server = Caller.in(old.arn().home(), Change.SERVER);
    return (tx, subject, now) -> {
      boolean swapped = swap(tx, server, old, obtained);
      Optional<Instant> next = again(tx, subject, now);
      return swapped && obtained.key().isEmpty()
          ? next.map(_ -> now.plus(RenewalTimes.AGAIN))
          : next;
    };
  }

  /** When to come again; never where nobody depends on it: who comes to do sets the timer. */
  private Optional<Instant> again(Tx tx, String subject, Instant now) {
    tx.unrecorded(Unrecorded.HOUSEKEEPING);
    return ManagedCertificateTables.find(tx, CertificateArn.of(subject))
        .filter(found -> CertificateLifecycle.isEligible(found, now))
        .map(this::next);
  }

  /** Whether it was still the same: not renewed or deleted meanwhile. */
  private boolean swap(Tx tx, Caller caller, ManagedCertificate old, Obtained obtained) {
    Instant now = ground.now();
    CertificateArn arn = old.arn();
    Optional<KeyRef> present = ManagedCertificateTables.find(tx, arn).flatMap(Renewals::key);
    if (!present.equals(key(old))) {
      tx.unrecorded(Unrecorded.HOUSEKEEPING);
      return false;
    }
    switch (obtained.outcome()) {
      case ManagedCertificate.Outcome.Issued issued -> {
        obtained.keepKey(tx, ground.vault());
        ManagedCertificateTables.addVersion(tx, arn, issued);
        ManagedCertificateTables.setRenewal(tx, arn, ManagedCertificate.Renewal.succeeded(now));
        Change renewed = records.append(tx, caller, now, RENEWED, arn);
        records.dropKeys(tx, arn, CertificateRecords.KEPT, renewed);
      }
      case ManagedCertificate.Outcome.Failed failed -> {
        ManagedCertificateTables.setRenewal(
            tx, arn, ManagedCertificate.Renewal.pending(failed.reason(), now));
        if (old.renewal()
            .flatMap(ManagedCertificate.Renewal::reason)
            .filter(failed.reason()::equals)
            .isEmpty()) {
          records.append(tx, caller, now, "certificate.failed", arn);
        } else {
          tx.unrecorded(Unrecorded.HOUSEKEEPING); // the log has this refusal already
        }
      }
    }
    return true;
  }

  private static Optional<KeyRef> key(ManagedCertificate certificate) {
    return certificate.current().map(ManagedCertificate.Outcome.Issued::key);
  }
}
